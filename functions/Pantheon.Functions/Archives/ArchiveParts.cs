using System.IO.Pipelines;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Archives;

/// <summary>What is made of a migration's archive and kept beside it: for a platform that takes a large one only in parts. Goes when the archive goes.</summary>
public sealed class ArchiveParts(IArchiveStore store, ArchiveKey archive)
{
    /// <summary>Makes a part; one that is there already is left as it is.</summary>
    /// <param name="name">Its name, such as database.sql.gz.</param>
    /// <param name="write">Writes it, once, forward.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Its bytes.</returns>
    internal async Task<long> MakeAsync(string name, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var key = KeyOf(name);
        if (await FindLengthAsync(key, cancellationToken) is { } there)
            return there;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: ArchiveBlocks.Size, resumeWriterThreshold: ArchiveBlocks.Size / 2));
        var writing = WriteAsync(pipe.Writer, write, ending.Token);
        try
        {
            await using var content = pipe.Reader.AsStream();
            var length = await BlockCopy.RunAsync(content, 0, null, (offset, block) => store.StageAsync(key, offset, block, ending.Token), ending.Token);
            await writing;
            await store.CommitAsync(key, length, cancellationToken);
            return length;
        }
        catch
        {
            // Who writes is to end as well, whatever ended the other.
            await ending.CancelAsync();
            await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw;
        }
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

    private static async Task WriteAsync(PipeWriter writer, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        try
        {
            await using (var stream = writer.AsStream(leaveOpen: true))
                await write(stream, cancellationToken);
            await writer.CompleteAsync();
        }
        catch (Exception e)
        {
            await writer.CompleteAsync(e);
            throw;
        }
    }
}
