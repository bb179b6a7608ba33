using System.Runtime.Versioning;
using Pantheon.Embedded.Engine;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Tests.Sites;

namespace Pantheon.Functions.Tests;

public sealed class AppOptionsTests
{
    private const UnixFileMode Others = (UnixFileMode)0b000_111_111;

    [Theory]
    [InlineData("DataDirectory=", "DataDirectory")]
    [InlineData("PublicUrl=not an address", "PublicUrl")]
    [InlineData("PublicUrl=ftp://example.com", "PublicUrl")]
    [InlineData("Auth:Mode=Nobody", "Auth:Mode")]
    [InlineData("Auth:Mode=", "Auth:Mode")]
    [InlineData("Auth:Mode=7", "Auth:Mode")]
    [InlineData("Auth:Mode=EasyAuth", "Auth:Mode is EasyAuth")]
    [InlineData("Auth:Mode=JwtBearer", "Auth:Authority")]
    [InlineData("Auth:Mode=JwtBearer Auth:Authority=https://issuer.example.com", "Auth:Audience")]
    [InlineData("Auth:Mode=JwtBearer Auth:Audience=a Auth:Authority=http://issuer.example.com", "Auth:Authority")]
    [InlineData("Auth:Mode=JwtBearer Auth:Audience=a Auth:Authority=ftp://127.0.0.1", "Auth:Authority")]
    [InlineData("Auth:Mode=JwtBearer Auth:Audience=a Auth:Authority=issuer", "Auth:Authority")]
    [InlineData("Auth:Authority=issuer", "Auth:Authority")]
    [InlineData("Auth:LocalKey=short", "Auth:LocalKey")]
    [InlineData("BlogVault:WebhookSecrets:0=short", "BlogVault:WebhookSecrets:0")]
    [InlineData("BlogVault:WebhookSecrets:0=", "BlogVault:WebhookSecrets:0")]
    [InlineData("BlogVault:WebhookSecrets:0=whsec_not-base64-at-all-but-long", "BlogVault:WebhookSecrets:0")]
    [InlineData("BlogVault:WebhookSecrets:0=whsec_c2hvcnQ=", "BlogVault:WebhookSecrets:0")]
    [InlineData("BlogVault:WebhookSecrets:0=a-secret-of-16-bytes BlogVault:WebhookSecrets:1=short", "BlogVault:WebhookSecrets:1")]
    [InlineData("RateLimits:PerAddress=0", "RateLimits:PerAddress")]
    [InlineData("RateLimits:PerCaller=-1", "RateLimits:PerCaller")]
    [InlineData("RateLimits:Callbacks=many", "RateLimits:Callbacks")]
    [InlineData("Archives:Store=Floppy", "Archives:Store")]
    [InlineData("Archives:MaxBytes=0", "Archives:MaxBytes")]
    [InlineData("Archives:MaxBytes=-1", "Archives:MaxBytes")]
    [InlineData("Archives:MaxBytes=many", "Archives:MaxBytes")]
    [InlineData("Platform:Kind=Moon", "Platform:Kind")]
    [InlineData("Platform:Local:MySql=nonsense", "Platform:Local:MySql")]
    [InlineData("Platform:Local:MySql=Server=x;Port=abc", "Platform:Local:MySql")]
    [InlineData("Email:Sender=Pigeon", "Email:Sender")]
    [InlineData("Email:From=nobody", "Email:From")]
    [InlineData("Email:From=a b <x", "Email:From")]
    [InlineData("Email:SupportUrl=nowhere", "Email:SupportUrl")]
    [InlineData("Stalled:After=00:00:01", "Stalled:After")]
    [InlineData("Stalled:After=soon", "Stalled:After")]
    [InlineData("Stalled:MaxAttempts=0", "Stalled:MaxAttempts")]
    [InlineData("Stalled:MaxAttempts=101", "Stalled:MaxAttempts")]
    [InlineData("Stalled:ExpireAfter=00:00:00", "Stalled:ExpireAfter")]
    [InlineData("Stalled:RetryAfter:0=-00:05:00", "Stalled:RetryAfter")]
    [InlineData("Stalled:RemindAfter:0=-1.00:00:00", "Stalled:RemindAfter")]
    public async Task Start_WrongSetting_StopsWithASentenceThatNamesIt(string setting, string key)
    {
        string[] settings = setting.StartsWith("Auth:", StringComparison.Ordinal) || setting.StartsWith("BlogVault:", StringComparison.Ordinal) ? setting.Split(' ') : [setting];
        var error = await Record.ExceptionAsync(() => PantheonHost.StartNewAsync(settings: settings));

        Assert.NotNull(error);
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_OfTheDataDirectory_AreTakenAndTheCommandLineWins()
    {
        await using var host = new PantheonHost { Settings = ["Email:SupportUrl=https://command.example.com/help"] };
        Directory.CreateDirectory(host.DataDirectory);
        await File.WriteAllTextAsync(
            Path.Combine(host.DataDirectory, "appsettings.json"),
            """{"Email": {"From": "service@example.com", "SupportUrl": "https://file.example.com/"}}""");
        await host.StartAsync();
        await using var server = await ArchiveServer.StartAsync();

        var (id, _) = await host.MigrateAsync(server, [1, 2, 3], "settings");
        await host.IdleAsync(id, 1);

        Assert.All(host.Emails(), mail => Assert.Equal("service@example.com", mail.From.Mailboxes.Single().Address));
        Assert.StartsWith("https://command.example.com/help?", (string?)(await host.GetAsync(id))["failure"]!["supportUrl"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_DataDirectoryInUse_IsRefusedWithASentence()
    {
        await using var first = await PantheonHost.StartNewAsync();
        var error = await Assert.ThrowsAsync<DataDirectoryInUseException>(
            () => PantheonHost.StartNewAsync(settings: $"DataDirectory={first.DataDirectory}"));

        Assert.Contains(first.DataDirectory, error.Message, StringComparison.Ordinal);
        Assert.Contains("--DataDirectory=", error.Message, StringComparison.Ordinal);
        Assert.Equal("""{"status":"ok"}""", await first.Http.GetStringAsync("/healthz"));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task LocalKey_NoneGiven_IsMadeOnceAndKeptPrivately()
    {
        await using var host = await PantheonHost.StartNewAsync(settings: "Auth:LocalKey=");
        var path = Path.Combine(host.DataDirectory, "local.key");
        var made = await File.ReadAllTextAsync(path);
        using var caller = host.ClientOf(made);
        using var response = await caller.GetAsync("/api/migrations");
        await host.RestartAsync();

        Assert.True(made.Length >= 43);
        Assert.True(response.IsSuccessStatusCode);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        Assert.Equal(made, await File.ReadAllTextAsync(path));
        Assert.DoesNotContain(host.Logs.Lines, line => line.Contains(made, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [UnsupportedOSPlatform("windows")]
    public async Task DataDirectory_AfterMigrations_ShowsOthersNothing(bool wasThereForAllToRead)
    {
        await using var server = await ArchiveServer.StartAsync();
        await using var host = new PantheonHost();
        if (wasThereForAllToRead)
        {
            Directory.CreateDirectory(host.DataDirectory);
            File.SetUnixFileMode(host.DataDirectory, (UnixFileMode)0b111_101_101);
        }

        await host.StartAsync();
        await host.MigrateAsync(server, SampleSites.WordPress().ToTarGzip(), "private");
        var (id, failed) = await host.MigrateAsync(server, SampleSites.WordPress(dump: null).ToTarGzip(), "private-too");

        Assert.Equal(MigrationPhase.Failed, failed.Phase);
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(host.DataDirectory, "archives"), $"{id}.*"));
        Assert.DoesNotContain(OpenToOthers(host.DataDirectory), path => path != Path.Combine(host.DataDirectory, "lock"));
    }

    [UnsupportedOSPlatform("windows")]
    private static IEnumerable<string> OpenToOthers(string directory)
    {
        if ((File.GetUnixFileMode(directory) & Others) == UnixFileMode.None)
            return [];
        return Directory.GetFiles(directory).Where(path => (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
            .Concat(Directory.GetDirectories(directory).SelectMany(OpenToOthers));
    }
}
