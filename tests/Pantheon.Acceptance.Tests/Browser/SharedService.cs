namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>A service and a server of archives, started once for all tests that can share them: each names its sites after itself.</summary>
public sealed class SharedService : IAsyncLifetime
{
    internal const string WebhookSecret = "a-webhook-secret-of-32-characters";

    private readonly ScratchDirectory scratch = ScratchDirectory.Create("browser");

    internal Service Service { get; private set; } = null!;

    internal ArchiveServer Archives { get; private set; } = null!;

    /// <summary>The path of a Drupal 7 archive.</summary>
    internal string Drupal7 { get; private set; } = string.Empty;

    /// <summary>The path of a Drupal 10 archive.</summary>
    internal string Drupal10 { get; private set; } = string.Empty;

    public async Task InitializeAsync()
    {
        if (!Part.Chromium.IsPresent)
            return; // the tests are skipped
        // Short ranges, one at a time: a link can expire in the middle of a copy of a few megabytes.
        Service = await Service.StartAsync($"--BlogVault:WebhookSecrets:0={WebhookSecret}", "--Archives:RangeBytes=8388608", "--Archives:RangesAtOnce=1");
        Archives = await ArchiveServer.StartAsync();
        Drupal7 = await new DrushArchive().WriteFileAsync(scratch.Combine("drupal7.tar.gz"));
        Drupal10 = await new DrushArchive { Drupal = DrupalVersion.Drupal10, Layout = DrupalArchiveLayout.Drush11 }.WriteFileAsync(scratch.Combine("drupal10.tar.gz"));
    }

    public async Task DisposeAsync()
    {
        if (Service is not null)
            await Service.DisposeAsync();
        if (Archives is not null)
            await Archives.DisposeAsync();
        scratch.Dispose();
    }

    /// <summary>An archive's address that nobody else uses.</summary>
    internal Uri Serve(string path) => Archives.Serve($"/{Guid.NewGuid():N}.tar.gz", Answer.File(path));

    /// <summary>A migration of an old site that this machine serves, or does not.</summary>
    internal async Task<string> CreateAsync(string framework, string siteName)
    {
        var id = await Service.Migrations.CreateAsync(framework, siteName);
        await Service.Migrations.WaitForPhaseAsync(id, framework == "wordpress" ? "awaitingPlugin" : "awaitingArchive");
        return id;
    }
}
