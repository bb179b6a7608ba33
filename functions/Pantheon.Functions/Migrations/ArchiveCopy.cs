using Pantheon.Archives.Downloads;

namespace Pantheon.Functions.Migrations;

/// <summary>A copy of an archive that was begun.</summary>
/// <param name="Key">Names its blocks in the store: those of two copies can't mix.</param>
/// <param name="Version">The version of the source that it is of.</param>
/// <param name="Ranges">Parts that it is copied in; 0 where the source gives no parts and it is copied in one stream.</param>
public sealed record ArchiveCopy(string Key, ArchiveVersion Version, int Ranges);
