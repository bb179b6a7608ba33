using System.Text.Json;

namespace Pantheon.Functions.Platforms.Local;

/// <summary>
/// The tables of a dump that are loaded, and how many of the dump's statements about each are done, kept beside the site: a load that was
/// cut off leaves those out. Good for one copy of one archive only.
/// </summary>
internal sealed class LoadedTables
{
    private readonly string path;
    private readonly string archive;
    private readonly Dictionary<string, int> tables;
    private readonly Lock turn = new();

    private LoadedTables(string path, string archive, IReadOnlyDictionary<string, int> before)
    {
        (this.path, this.archive, Before) = (path, archive, before);
        tables = new Dictionary<string, int>(before, StringComparer.Ordinal);
    }

    /// <summary>What an earlier load did: statements by table.</summary>
    internal IReadOnlyDictionary<string, int> Before { get; }

    /// <summary>Whether an earlier load of the same archive left something.</summary>
    internal bool IsResumed { get; private init; }

    /// <param name="path">Where the list is kept.</param>
    /// <param name="archive">Names the copy of the archive.</param>
    internal static LoadedTables Open(string path, string archive)
    {
        var kept = File.Exists(path) ? JsonSerializer.Deserialize<Kept>(File.ReadAllText(path)) : null;
        return kept?.Archive == archive
            ? new(path, archive, kept.Tables) { IsResumed = true }
            : new(path, archive, new Dictionary<string, int>(StringComparer.Ordinal));
    }

    /// <summary>Lists a table with the statements about it that are done.</summary>
    internal void Add(string table, int statements)
    {
        lock (turn)
        {
            tables[table] = statements;
            Save();
        }
    }

    internal void Remove(string table)
    {
        lock (turn)
        {
            if (tables.Remove(table))
                Save();
        }
    }

    /// <summary>Begins the list of this archive, in place of another's.</summary>
    internal void Begin()
    {
        lock (turn)
            Save();
    }

    private void Save() => PrivateFile.Write(path, JsonSerializer.Serialize(new Kept(archive, tables)));

    private sealed record Kept(string Archive, IReadOnlyDictionary<string, int> Tables);
}
