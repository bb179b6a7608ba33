namespace Pantheon.Acceptance.Tests;

/// <summary>A migrated WordPress, run from what the migration left: the committed code, the imported files and database.</summary>
internal sealed class ImportedWordPress : IAsyncDisposable
{
    private readonly ScratchDirectory scratch = ScratchDirectory.Create("imported");
    private PhpServer? php;

    internal static async Task<ImportedWordPress> StartAsync(Service service, string siteName, MariaDbServer database)
    {
        var site = new ImportedWordPress();
        var (source, docroot) = (Path.Combine(service.DataDirectory, "sites", siteName), site.scratch.Combine("docroot"));
        await CommandLine.RunAsync("git", ["clone", "--quiet", "--branch", "main", Path.Combine(source, "code.git"), docroot]);
        Directory.CreateDirectory(Path.Combine(docroot, "wp-content"));
        Directory.CreateSymbolicLink(Path.Combine(docroot, "wp-content", "uploads"), Path.Combine(source, "files"));
        site.php = await PhpServer.StartAsync(docroot, environment: new Dictionary<string, string>
        {
            ["DB_NAME"] = $"pantheon_{siteName.Replace('-', '_')}",
            ["DB_USER"] = "root",
            ["DB_PASSWORD"] = string.Empty,
            ["DB_HOST"] = "127.0.0.1",
            ["DB_PORT"] = $"{database.Port}",
        });
        return site;
    }

    internal Task<string> GetAsync(string path) => php!.GetAsync(path);

    public async ValueTask DisposeAsync()
    {
        if (php is not null)
            await php.DisposeAsync();
        scratch.Dispose();
    }
}
