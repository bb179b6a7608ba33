using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Archives;

/// <summary>What is made of a migration's archive and kept beside it: for a platform that takes a large one only in parts. Goes when the archive goes.</summary>
public sealed class ArchiveParts(IArchiveStore store, ArchiveKey archive)
{
    /// <summary>Makes a part; one that is there already is left as it is.</summary>
    /// <param name="name">Its name, such as database.sql.gz.</param>
    /// <param name="write">Writes it, once, forward, asynchronously.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Its bytes.</returns>
    internal async Task<long> MakeAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var key = KeyOf(name);
        if (await FindLengthAsync(key, cancellationToken) is { } there)
            return there;
        await using var blocks = new BlockWriter((offset, block, token) => store.StageAsync(key, offset, block, token));
        await write(blocks, cancellationToken);
        var length = await blocks.FinishAsync(cancellationToken);
        await store.CommitAsync(key, length, cancellationToken);
        return length;
    }

    /// <summary>Makes a link by which the platform can read a part for a time.</summary>
    internal Task<Uri> ShareAsync(string name, TimeSpan lifetime, CancellationToken cancellationToken) => store.ShareAsync(KeyOf(name), lifetime, cancellationToken);

    private ArchiveKey KeyOf(string name) => archive with { Copy = $"{archive.Copy}.{name}" };

    private async Task<long?> FindLengthAsync(ArchiveKey key, CancellationToken cancellationToken)
    {
        try
        {
            await using var part = await store.OpenAsync(key, cancellationToken);
            return part.Length;
        }
        catch (PermanentFailureException e) when (e.Code == ArchiveFailures.MissingCode)
        {
            return null;
        }
    }
}
