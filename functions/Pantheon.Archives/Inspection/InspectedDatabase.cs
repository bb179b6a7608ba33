namespace Pantheon.Archives.Inspection;

/// <summary>The dump of an archive.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Bytes">Its size as stored in the archive, expanded from the archive but not from a .gz of its own.</param>
/// <param name="Tables">How many tables it creates.</param>
/// <param name="Rows">How many rows it inserts.</param>
public sealed record InspectedDatabase(string Path, long Bytes, int Tables, long Rows)
{
    /// <summary>The server that it was made from, as the dump names it; null where it does not.</summary>
    public string? ServerVersion { get; init; }

    /// <summary>The engines of its tables.</summary>
    public IReadOnlyList<string> Engines { get; init; } = [];

    /// <summary>The character sets of its tables.</summary>
    public IReadOnlyList<string> CharacterSets { get; init; } = [];

    /// <summary>Views, triggers, routines and events that it creates.</summary>
    public int Programs { get; init; }

    /// <summary>Those among them that name an account of the old server.</summary>
    public int Definers { get; init; }
}
