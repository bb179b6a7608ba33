using System.Text;
using LibGit2Sharp;
using Pantheon.Archives;
using Pantheon.Archives.Inspection;
using Pantheon.Archives.Reading;
using Pantheon.Functions.Platforms;

namespace Pantheon.Functions.Imports;

/// <summary>Makes an archive's code a tree of a git repository, with the platform's settings in place of the old ones. The same archive gives the same tree.</summary>
public sealed class CodeTree(SessionsPlugin sessions, ArchiveLimits limits)
{
    private const int MaxSettingsBytes = 1 << 20;

    /// <summary>Who commits it.</summary>
    internal static Signature Author(DateTimeOffset when) => new("Pantheon Migration", "migrations@localhost", when);

    /// <summary>Puts the code into a repository.</summary>
    /// <param name="repository">Where its objects go.</param>
    /// <param name="import">The archive.</param>
    /// <param name="keepAside">Takes the files that hold passwords, and by the name kept-settings.php what they set besides: name and text.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    internal async Task<Tree> BuildAsync(Repository repository, SiteImport import, Action<string, string> keepAside, CancellationToken cancellationToken)
    {
        var inspection = import.Inspection!;
        var tree = new TreeDefinition();
        var original = await AddArchiveAsync(repository, tree, import, keepAside, cancellationToken);

        var settings = GeneratedSettings.For(inspection, original);
        Add(repository, tree, settings.Path, Encoding.UTF8.GetBytes(settings.Content), Mode.NonExecutableFile);
        if (settings.Kept is { } kept)
            keepAside("kept-settings.php", kept);
        if (sessions.IsWanted && inspection.Framework == Framework.WordPress && tree[SessionsPlugin.Directory] is null)
            await AddSessionsPluginAsync(repository, tree, import, cancellationToken);
        return repository.ObjectDatabase.CreateTree(tree);
    }

    private static Mode ModeOf(ArchiveEntry entry) =>
        entry.Mode.HasFlag(UnixFileMode.UserExecute) ? Mode.ExecutableFile : Mode.NonExecutableFile;

    private async Task<string?> AddArchiveAsync(
        Repository repository, TreeDefinition tree, SiteImport import, Action<string, string> keepAside, CancellationToken cancellationToken)
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
                var text = await ReadTextAsync(entry, cancellationToken);
                keepAside($"originals/{entry.Path.Replace('/', '_')}", text);
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

    private static async Task<string> ReadTextAsync(ArchiveEntry entry, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        var buffer = new char[MaxSettingsBytes];
        return new string(buffer, 0, await reader.ReadBlockAsync(buffer, cancellationToken));
    }

    private static void Add(Repository repository, TreeDefinition tree, string path, byte[] content, Mode mode)
    {
        using var stream = new MemoryStream(content);
        tree.Add(path, repository.ObjectDatabase.CreateBlob(stream), mode);
    }
}
