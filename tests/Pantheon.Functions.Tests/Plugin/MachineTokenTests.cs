using System.IO.Hashing;
using System.Text;
using Pantheon.Functions.Plugin;

namespace Pantheon.Functions.Tests.Plugin;

public sealed class MachineTokenTests
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    [Fact]
    public void Create_Always_IsOfTheForm()
    {
        var tokens = Enumerable.Range(0, 200).Select(_ => MachineToken.Create().Text).ToList();

        Assert.All(tokens, token => Assert.Matches("^pmt_[0-9A-Za-z]{49}$", token));
        Assert.All(tokens, token => Assert.Equal(Crc32.HashToUInt32(Encoding.ASCII.GetBytes(token[..^6])), Number(token[^6..])));
        Assert.Equal(tokens.Count, tokens.Distinct().Count());
    }

    [Fact]
    public void TryParse_Token_IsTheSame()
    {
        var token = MachineToken.Create();

        Assert.Equal(token.Hash, MachineToken.TryParse(token.Text)!.Hash);
        Assert.Equal(token.Text, MachineToken.TryParse($" {token.Text}\r\n")!.Text);
    }

    [Fact]
    public void TryParse_AnyOneCharacterWrong_IsNull()
    {
        var token = MachineToken.Create().Text;
        for (var i = 0; i < token.Length; i++)
        {
            var other = Alphabet[(Alphabet.IndexOf(token[i], StringComparison.Ordinal) + 1) % Alphabet.Length];

            Assert.Null(MachineToken.TryParse(token[..i] + other + token[(i + 1)..]));
            Assert.Null(MachineToken.TryParse(token[..i] + token[(i + 1)..]));
            Assert.Null(MachineToken.TryParse(token[..i] + "é" + token[(i + 1)..]));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("pmt_")]
    [InlineData("a key of another kind")]
    public void TryParse_None_IsNull(string? text) => Assert.Null(MachineToken.TryParse(text));

    [Fact]
    public void ToString_OfAllThatHoldAToken_DoesNotShowIt()
    {
        var token = MachineToken.Create();

        Assert.DoesNotContain(token.Text[4..], $"{token} {new ShownToken(token.Text, default)} {new PluginForm("site", token.Text, null)}", StringComparison.Ordinal);
    }

    private static long Number(string base62) => base62.Aggregate(0L, (number, digit) => (number * 62) + Alphabet.IndexOf(digit, StringComparison.Ordinal));
}
