using System.Text;
using LibGit2Sharp;
using Microsoft.Extensions.Options;
using Pantheon.Archives;
using Pantheon.Archives.Inspection;
using Pantheon.Archives.Reading;
using Pantheon.Functions.Imports;

namespace Pantheon.Functions.Platforms.Local;

/// <summary>Puts an archive's code into a bare repository as one commit. The same archive gives the same commit.</summary>
public sealed class LocalCode(IOptions<AppOptions> app, SessionsPlugin sessions, ArchiveLimits limits)
{
    internal const string Branch = "refs/heads/main";
    private const int MaxSettingsBytes = 1 << 20;

    internal async Task ImportAsync(LocalSite site, SiteImport import, CancellationToken cancellationToken)
    {
        var inspection = import.Inspection!;
        var path = Repository.Init(site.Repository(app.Value), isBare: true);
        using var repository = new Repository(path);
        var tree = new TreeDefinition();
        var original = await AddArchiveAsync(repository, tree, site, import, cancellationToken);

        var settings = GeneratedSettings.For(inspection, original);
        Add(repository, tree, settings.Path, Encoding.UTF8.GetBytes(settings.Content), Mode.NonExecutableFile);
        if (settings.Kept is { } kept)
            PrivateFile.Write(Path.Combine(site.Private(app.Value), "kept-settings.php"), kept);
        if (sessions.IsWanted && inspection.Framework == Framework.WordPress && tree[SessionsPlugin.Directory] is null)
            await AddSessionsPluginAsync(repository, tree, import, cancellationToken);

        var author = new Signature("Pantheon Migration", "migrations@localhost", site.CreatedAt);
        var commit = repository.ObjectDatabase.CreateCommit(
            author, author, $"Import {import.Migration.SourceUrl}", repository.ObjectDatabase.CreateTree(tree), [], prettifyMessage: true);
        repository.Refs.Add(Branch, commit.Id, allowOverwrite: true);
        repository.Refs.Add("HEAD", Branch, allowOverwrite: true);
    }

    private async Task<string?> AddArchiveAsync(
        Repository repository, TreeDefinition tree, LocalSite site, SiteImport import, CancellationToken cancellationToken)
    {
        var inspection = import.Inspection!;
        var selection = new CodeSelection(inspection);
        string? original = null;
        var files = 0;
        await using var archive = await import.OpenArchive(cancellationToken);
        await foreach (var entry in ArchiveReader.ReadAsync(archive, limits, cancellationToken))
        {
            if (entry.Kind == EntryKind.File && selection.HoldsCredentials(entry.Path))
            {
                var text = await KeepAsideAsync(site, entry, cancellationToken);
                original = entry.Path == inspection.SettingsPath ? text : original;
            }
            else if (selection.PathOf(entry) is { } path)
            {
                AddEntry(repository, tree, entry, path, inspection.CodeRoot!);
                await import.Report(new(++files, null, "files", path));
            }
        }

        return original;
    }

    private static void AddEntry(Repository repository, TreeDefinition tree, ArchiveEntry entry, string path, string root)
    {
        switch (entry.Kind)
        {
            case EntryKind.File:
                using (var content = entry.Open())
                    tree.Add(path, repository.ObjectDatabase.CreateBlob(content), ModeOf(entry));
                break;
            case EntryKind.SymbolicLink when EntryPath.Resolve(entry.Path, entry.LinkTarget!) is { } target && EntryPath.IsWithin(target, root):
                Add(repository, tree, path, Encoding.UTF8.GetBytes(entry.LinkTarget!), Mode.SymbolicLink);
                break;
            case EntryKind.HardLink when EntryPath.IsWithin(entry.LinkTarget!, root) && tree[EntryPath.RelativeTo(entry.LinkTarget!, root)] is { } linked:
                tree.Add(path, linked);
                break;
        }
    }

    private async Task AddSessionsPluginAsync(Repository repository, TreeDefinition tree, SiteImport import, CancellationToken cancellationToken)
    {
        await using var zip = await sessions.OpenAsync(cancellationToken);
        if (zip is null)
        {
            await import.Tell(new Finding(
                "code.sessionsPlugin", Severity.Warning, "The WordPress Native PHP Sessions plugin is not installed",
                "It could not be downloaded. Install it from the WordPress plugin directory if the site uses PHP sessions.", null));
            return;
        }

        await foreach (var entry in ArchiveReader.ReadAsync(zip, limits, cancellationToken))
        {
            if (entry.Kind != EntryKind.File)
                continue;
            await using var content = entry.Open();
            tree.Add($"wp-content/plugins/{entry.Path}", repository.ObjectDatabase.CreateBlob(content), Mode.NonExecutableFile);
        }
    }

    private async Task<string> KeepAsideAsync(LocalSite site, ArchiveEntry entry, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        var buffer = new char[MaxSettingsBytes];
        var text = new string(buffer, 0, await reader.ReadBlockAsync(buffer, cancellationToken));
        PrivateFile.Write(Path.Combine(site.Private(app.Value), "originals", entry.Path.Replace('/', '_')), text);
        return text;
    }

    private static void Add(Repository repository, TreeDefinition tree, string path, byte[] content, Mode mode)
    {
        using var stream = new MemoryStream(content);
        tree.Add(path, repository.ObjectDatabase.CreateBlob(stream), mode);
    }

    internal static Mode ModeOf(ArchiveEntry entry) =>
        entry.Mode.HasFlag(UnixFileMode.UserExecute) ? Mode.ExecutableFile : Mode.NonExecutableFile;
}
