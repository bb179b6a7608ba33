using System.Text.Json.Nodes;

namespace Pantheon.Functions.Tests.Platforms;

public sealed class LookUpTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly PantheonHost host = fixture.Host;

    [Theory]
    [InlineData("free-name", true)]
    [InlineData("a234567890123456789012345678901234567890123456789012", false)]
    [InlineData("-a", false)]
    [InlineData("a%20b", false)]
    public async Task SiteName_ByTheRules_IsAvailableOrTellsWhyNot(string name, bool available)
    {
        var answer = JsonNode.Parse(await host.Http.GetStringAsync($"/api/site-names/{name}"))!;

        Assert.Equal(Uri.UnescapeDataString(name), (string?)answer["name"]);
        Assert.Equal(available, (bool)answer["available"]!);
        Assert.Equal(available, answer["reason"] is null);
    }

    [Fact]
    public async Task SiteName_OfASiteWhateverItsCase_IsNotAvailable()
    {
        Directory.CreateDirectory(Path.Combine(host.DataDirectory, "sites", "in-use"));

        Assert.False((bool)JsonNode.Parse(await host.Http.GetStringAsync("/api/site-names/In-Use"))!["available"]!);
    }

    [Fact]
    public async Task Organizations_OfTheLocalPlatform_AreNone() =>
        Assert.Equal("""{"items":[]}""", await host.Http.GetStringAsync("/api/organizations"));

    [Fact]
    public async Task Organizations_OfAPlatformThatHasSome_AreListed()
    {
        await using var own = await PantheonHost.StartNewAsync(configure: new PlatformHook().AddTo);

        Assert.Equal("""{"items":[{"id":"org-1","name":"First"},{"id":"org-2","name":"Second"}]}""", await own.Http.GetStringAsync("/api/organizations"));
    }
}
