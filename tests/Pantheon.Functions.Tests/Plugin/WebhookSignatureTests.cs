using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Pantheon.Functions.Http;
using Pantheon.Functions.Plugin;

namespace Pantheon.Functions.Tests.Plugin;

/// <summary>The example of the Standard Webhooks specification, and what is wrong with it when one part is changed.</summary>
public sealed class WebhookSignatureTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string OtherSecret = "another secret in plain text";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const long At = 1614265330;
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string Body = """{"test": 2432232314}""";

    [Fact]
    public void Check_ExampleOfTheSpecification_IsValid() => Assert.Equal(Id, Check(Signature));

    [Theory]
    [InlineData(-300, null)]
    [InlineData(300, null)]
    [InlineData(-301, "webhook.timestamp")]
    [InlineData(301, "webhook.timestamp")]
    [InlineData(86400 * 365, "webhook.timestamp")]
    public void Check_TimeAgainstOurs_MayDifferByFiveMinutes(int seconds, string? code) => Assert.Equal(code, CodeOf(() => Check(Signature, now: At + seconds)));

    [Fact]
    public void Check_WrongSecret_IsRefused() => Assert.Equal("webhook.signature", CodeOf(() => Check(Signature, secrets: [OtherSecret])));

    [Fact]
    public void Check_NoSecretConfigured_IsRefused() => Assert.Equal("webhook.signature", CodeOf(() => Check(Signature, secrets: [])));

    [Fact]
    public void Check_WhileASecretIsRotated_EitherIsValid()
    {
        string[] both = [OtherSecret, Secret];

        Assert.Equal(Id, Check(Signature, secrets: both));
        Assert.Equal(Id, Check(SignedCallback.Sign(OtherSecret, Id, $"{At}", Encoding.UTF8.GetBytes(Body)), secrets: both));
    }

    [Theory]
    [InlineData($"v1,AAAA {Signature}")]
    [InlineData($"{Signature} v1,AAAA")]
    [InlineData($"v2,x v1a,y nonsense {Signature} v1,!!")]
    [InlineData($"  {Signature}  ")]
    public void Check_SeveralSignaturesOneValid_IsValid(string signatures) => Assert.Equal(Id, Check(signatures));

    [Theory]
    [InlineData("v1,")]
    [InlineData("v1,AAAA")]
    [InlineData("v1,not base64")]
    [InlineData("v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("V1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OA=")]
    [InlineData("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=,v1,AAAA")]
    [InlineData("v1 g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [InlineData("   ")]
    public void Check_NoValidSignature_IsRefused(string signatures) => Assert.Equal("webhook.signature", CodeOf(() => Check(signatures)));

    [Theory]
    [InlineData("""{"test":2432232314}""")]
    [InlineData("""{"test": 2432232314} """)]
    [InlineData("")]
    public void Check_BodySerialisedAgain_IsRefused(string body) => Assert.Equal("webhook.signature", CodeOf(() => Check(Signature, body: body)));

    [Fact]
    public void Check_IdOrTimeOfAnotherMessage_IsRefused()
    {
        Assert.Equal("webhook.signature", CodeOf(() => Check(Signature, id: "msg_other")));
        Assert.Equal("webhook.signature", CodeOf(() => Check(Signature, timestamp: $"{At + 1}")));
    }

    [Theory]
    [InlineData("webhook-id", "")]
    [InlineData("webhook-id", "with space")]
    [InlineData("webhook-id", "ünïcode")]
    [InlineData("webhook-id", "line\nbreak")]
    [InlineData("webhook-timestamp", "")]
    [InlineData("webhook-timestamp", "now")]
    [InlineData("webhook-timestamp", "-1614265330")]
    [InlineData("webhook-timestamp", "+1614265330")]
    [InlineData("webhook-timestamp", " 1614265330")]
    [InlineData("webhook-timestamp", "1614265330.5")]
    [InlineData("webhook-timestamp", "1,614,265,330")]
    [InlineData("webhook-timestamp", "253402300800")]
    [InlineData("webhook-timestamp", "99999999999999999999")]
    [InlineData("webhook-signature", "")]
    public void Check_MalformedHeader_IsNamed(string header, string value)
    {
        var headers = Headers(Id, $"{At}", Signature);
        headers[header] = value;
        var refusal = Assert.Throws<ProblemException>(() => Signatures(At, Secret).Check(headers, Encoding.UTF8.GetBytes(Body)));

        Assert.Equal((400, "webhook.headers"), (refusal.Status, refusal.Code));
        Assert.Contains(header, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, true)]
    [InlineData(201, false)]
    public void Check_LengthOfTheId_IsBounded(int length, bool isTaken)
    {
        var id = new string('i', length);
        var signature = SignedCallback.Sign(Secret, id, $"{At}", Encoding.UTF8.GetBytes(Body));

        Assert.Equal(isTaken ? null : "webhook.headers", CodeOf(() => Check(signature, id: id)));
    }

    private static string? CodeOf(Func<string> check) => (Record.Exception(() => check()) as ProblemException)?.Code;

    private static string Check(string signature, string body = Body, string id = Id, string? timestamp = null, long now = At, string[]? secrets = null) =>
        Signatures(now, secrets ?? [Secret]).Check(Headers(id, timestamp ?? $"{At}", signature), Encoding.UTF8.GetBytes(body));

    private static HeaderDictionary Headers(string id, string timestamp, string signature) =>
        new() { ["webhook-id"] = id, ["webhook-timestamp"] = timestamp, ["webhook-signature"] = signature };

    private static WebhookSignature Signatures(long now, params string[] secrets) => new(
        Options.Create(new BlogVaultOptions { WebhookSecrets = secrets }), new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(now)));
}
