using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Archives;

/// <summary>
/// Keeps copied archives. A copy grows block by block, in any order and by several hands; what is there is there, whatever ends the process.
/// Until it is committed nobody can open it. All implementations pass the same contract tests.
/// </summary>
public interface IArchiveStore
{
    /// <summary>The offsets of the blocks that are there.</summary>
    Task<IReadOnlySet<long>> ListBlocksAsync(ArchiveKey key, CancellationToken cancellationToken);

    /// <summary>Puts a block in its place; the same block twice is once.</summary>
    /// <param name="key">The copy.</param>
    /// <param name="offset">A multiple of <see cref="ArchiveBlocks.Size"/>.</param>
    /// <param name="block">Its bytes: <see cref="ArchiveBlocks.Size"/>, but for the last block.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task StageAsync(ArchiveKey key, long offset, ReadOnlyMemory<byte> block, CancellationToken cancellationToken);

    /// <summary>Makes an archive of the blocks; a second time nothing happens.</summary>
    /// <param name="key">The copy.</param>
    /// <param name="length">Bytes of the archive; blocks beyond are dropped.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="RetryableFailureException">archive.incomplete: a block is missing.</exception>
    Task CommitAsync(ArchiveKey key, long length, CancellationToken cancellationToken);

    /// <summary>Opens an archive for reading, seekable.</summary>
    /// <exception cref="PermanentFailureException">archive.missing: it was deleted; it has to be copied again.</exception>
    Task<Stream> OpenAsync(ArchiveKey key, CancellationToken cancellationToken);

    /// <summary>Makes a link by which anybody who has it can read an archive for a time.</summary>
    /// <exception cref="PermanentFailureException">archive.notShareable: the store can't make one.</exception>
    Task<Uri> ShareAsync(ArchiveKey key, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Deletes all that a migration has here, but for one copy.</summary>
    /// <param name="migrationId">The migration.</param>
    /// <param name="except">The copy that stays; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task DeleteAsync(string migrationId, string? except, CancellationToken cancellationToken);
}
