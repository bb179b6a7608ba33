using System.Security.Cryptography;
using System.Text;
using LibGit2Sharp;
using Microsoft.Extensions.Options;
using MySqlConnector;
using Pantheon.Archives.Reading;
using Pantheon.Archives.Sql;
using Pantheon.Functions.Imports;

namespace Pantheon.Functions.Platforms.Local;

/// <summary>Reads the archive once more and holds every entry and every table against what the site has.</summary>
public sealed class LocalVerification(IOptions<AppOptions> app, LocalDatabase database, ArchiveLimits limits)
{
    private const int MaxDifferences = 100;

    internal async Task<Verification> VerifyAsync(LocalSite site, SiteImport import, CancellationToken cancellationToken)
    {
        var differences = new List<string>();
        using var repository = new Repository(site.Repository(app.Value));
        var commit = repository.Lookup<Commit>(repository.Refs[LocalCode.Branch].ResolveToDirectReference().TargetIdentifier);
        var expected = await ReadArchiveAsync(import, cancellationToken);

        var code = VerifyCode(commit, expected, import, differences);
        var files = await VerifyFilesAsync(site, expected, import, differences, cancellationToken);
        var tables = await VerifyDatabaseAsync(site, expected.Dump ?? new DumpSummary(), differences, cancellationToken);
        return new Verification(differences.Count == 0, code, tables, files, [.. differences.Take(MaxDifferences)]);
    }

    private async Task<Expected> ReadArchiveAsync(SiteImport import, CancellationToken cancellationToken)
    {
        var inspection = import.Inspection!;
        var (selection, expected) = (new CodeSelection(inspection), new Expected());
        long entries = 0;
        await using var archive = await import.OpenArchive(cancellationToken);
        await foreach (var entry in ArchiveReader.ReadAsync(archive, limits, cancellationToken))
        {
            await import.Report(new(++entries, inspection.Entries, "entries", entry.Path));
            if (entry.Kind == EntryKind.File && entry.Path == inspection.Database?.Path)
            {
                await using var dump = await DumpFile.OpenAsync(entry.Open(), cancellationToken);
                expected.Dump = await DumpSummary.ReadAsync(dump, cancellationToken);
            }
            else if (inspection.Files is { } files && EntryPath.IsWithin(entry.Path, files.Path))
            {
                await AddFileAsync(expected, entry, files.Path, cancellationToken);
            }
            else if (selection.PathOf(entry) is { } path)
            {
                await AddCodeAsync(expected, entry, path, inspection.CodeRoot!, cancellationToken);
            }
        }

        return expected;
    }

    private static async Task AddFileAsync(Expected expected, ArchiveEntry entry, string root, CancellationToken cancellationToken)
    {
        var path = entry.Path == root ? string.Empty : EntryPath.RelativeTo(entry.Path, root);
        if (entry.Kind == EntryKind.File)
        {
            await using var content = entry.Open();
            expected.Files[path] = (entry.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)));
        }
        else if (entry.Kind == EntryKind.HardLink && EntryPath.IsWithin(entry.LinkTarget!, root)
            && expected.Files.TryGetValue(EntryPath.RelativeTo(entry.LinkTarget!, root), out var linked))
        {
            expected.Files[path] = linked;
        }
    }

    private static async Task AddCodeAsync(Expected expected, ArchiveEntry entry, string path, string root, CancellationToken cancellationToken)
    {
        switch (entry.Kind)
        {
            case EntryKind.File:
                await using (var content = entry.Open())
                    expected.Code[path] = await GitBlob.IdOfAsync(content, entry.Length, cancellationToken);
                break;
            case EntryKind.SymbolicLink when EntryPath.Resolve(entry.Path, entry.LinkTarget!) is { } target && EntryPath.IsWithin(target, root):
                var link = Encoding.UTF8.GetBytes(entry.LinkTarget!);
                expected.Code[path] = await GitBlob.IdOfAsync(new MemoryStream(link), link.Length, cancellationToken);
                break;
            case EntryKind.HardLink when EntryPath.IsWithin(entry.LinkTarget!, root)
                && expected.Code.TryGetValue(EntryPath.RelativeTo(entry.LinkTarget!, root), out var linked):
                expected.Code[path] = linked;
                break;
        }
    }

    private static VerifiedCode VerifyCode(Commit commit, Expected expected, SiteImport import, List<string> differences)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        Flatten(commit.Tree, string.Empty, found);
        var generated = GeneratedSettings.For(import.Inspection!, null).Path;
        foreach (var (path, id) in expected.Code)
        {
            if (path != generated && found.GetValueOrDefault(path) != id)
                differences.Add($"code {path} is {(found.ContainsKey(path) ? "not the archive's" : "missing")}");
        }

        differences.AddRange(found.Keys
            .Where(path => path != generated && !expected.Code.ContainsKey(path) && !path.StartsWith(SessionsPlugin.Directory + "/", StringComparison.Ordinal))
            .Select(path => $"code {path} is not in the archive"));
        if (!found.ContainsKey(generated))
            differences.Add($"code {generated} is missing");
        return new VerifiedCode(commit.Sha, found.Count);
    }

    private async Task<VerifiedFiles> VerifyFilesAsync(
        LocalSite site, Expected expected, SiteImport import, List<string> differences, CancellationToken cancellationToken)
    {
        var root = site.Files(app.Value);
        var (count, bytes, checkedFiles) = (0L, 0L, 0L);
        foreach (var path in Directory.EnumerateFiles(root, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }))
        {
            var name = Path.GetRelativePath(root, path).Replace('\\', '/');
            var length = new FileInfo(path).Length;
            (count, bytes) = (count + 1, bytes + length);
            if (!expected.Files.TryGetValue(name, out var file))
            {
                differences.Add($"file {name} is not in the archive");
                continue;
            }

            await using var content = File.OpenRead(path);
            if (length != file.Length || Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken)) != file.Hash)
                differences.Add($"file {name} is not the archive's");
            await import.Report(new(++checkedFiles, expected.Files.Count, "files", name));
        }

        if (count < expected.Files.Count)
            differences.AddRange(expected.Files.Keys.Where(name => !File.Exists(Path.Combine(root, name))).Select(name => $"file {name} is missing"));
        return new VerifiedFiles(count, bytes, expected.Files.Count, expected.Files.Values.Sum(file => file.Length));
    }

    private async Task<VerifiedDatabase> VerifyDatabaseAsync(
        LocalSite site, DumpSummary dump, List<string> differences, CancellationToken cancellationToken)
    {
        var rows = database.HasServer
            ? await CountRowsAsync(site, dump.Tables, cancellationToken)
            : await CountKeptRowsAsync(site, cancellationToken);
        var tables = new List<VerifiedTable>();
        foreach (var table in dump.Tables)
        {
            var found = rows.GetValueOrDefault(table.Name, -1);
            if (found < 0)
                differences.Add($"table {table.Name} is missing");
            else if (table.Exact ? found != table.Rows : found > table.Rows)
                differences.Add($"table {table.Name} has {found:N0} rows, the dump {table.Rows:N0}");
            tables.Add(new VerifiedTable(table.Name, Math.Max(found, 0), table.Rows));
        }

        return new VerifiedDatabase(tables);
    }

    private async Task<Dictionary<string, long>> CountRowsAsync(LocalSite site, IReadOnlyList<DumpTable> tables, CancellationToken cancellationToken)
    {
        var rows = new Dictionary<string, long>(StringComparer.Ordinal);
        await using var connection = await database.OpenAsync(site, cancellationToken);
        foreach (var table in tables)
        {
            try
            {
#pragma warning disable CA2100 // a quoted name
                await using var command = new MySqlCommand($"SELECT COUNT(*) FROM `{table.Name.Replace("`", "``", StringComparison.Ordinal)}`", connection);
#pragma warning restore CA2100
                rows[table.Name] = Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), null);
            }
            catch (MySqlException e) when (e.ErrorCode == MySqlErrorCode.NoSuchTable)
            {
                // Told as missing.
            }
        }

        return rows;
    }

    private async Task<Dictionary<string, long>> CountKeptRowsAsync(LocalSite site, CancellationToken cancellationToken)
    {
        await using var dump = await DumpFile.OpenAsync(File.OpenRead(site.Dump(app.Value)), cancellationToken);
        return (await DumpSummary.ReadAsync(dump, cancellationToken)).Tables.ToDictionary(table => table.Name, table => table.Rows, StringComparer.Ordinal);
    }

    private static void Flatten(Tree tree, string directory, Dictionary<string, string> found)
    {
        foreach (var entry in tree)
        {
            var path = EntryPath.Combine(directory, entry.Name);
            if (entry.TargetType == TreeEntryTargetType.Tree)
                Flatten((Tree)entry.Target, path, found);
            else
                found[path] = entry.Target.Sha;
        }
    }

    private sealed class Expected
    {
        internal Dictionary<string, string> Code { get; } = new(StringComparer.Ordinal);

        internal Dictionary<string, (long Length, string Hash)> Files { get; } = new(StringComparer.Ordinal);

        internal DumpSummary? Dump { get; set; }
    }
}
