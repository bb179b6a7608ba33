using Microsoft.Extensions.Options;

namespace Pantheon.Functions.Archives;

/// <summary>
/// Archives as files in the data directory, readable by their owner only. Beside a copy that grows is the list of its blocks, a byte for each
/// at a place of its own, so that several hands don't mix. What is listed outlives the process, since the kernel has it; a list of before the
/// machine's last start is not trusted, so no block has to be waited for.
/// </summary>
public sealed class FileArchiveStore(IOptions<AppOptions> options) : IArchiveStore
{
    private const int BufferSize = 1 << 20;
    private const string Partial = ".partial";
    private const string BootId = "/proc/sys/kernel/random/boot_id";
    private const byte There = 1;

    // Null where the system does not tell its starts apart: then each block is waited for.
    private static readonly string? Boot = File.Exists(BootId) ? File.ReadAllText(BootId).Trim() : null;
    private static readonly string Blocks = $".blocks-{Boot ?? "flushed"}";

    /// <inheritdoc/>
    public async Task<IReadOnlySet<long>> ListBlocksAsync(ArchiveKey key, CancellationToken cancellationToken)
    {
        var list = PathOf(key) + Blocks;
        if (!File.Exists(list) || !File.Exists(PathOf(key) + Partial))
            return new HashSet<long>();
        var blocks = await File.ReadAllBytesAsync(list, cancellationToken);
        return Enumerable.Range(0, blocks.Length).Where(block => blocks[block] == There).Select(block => (long)block * ArchiveBlocks.Size).ToHashSet();
    }

    /// <inheritdoc/>
    public async Task StageAsync(ArchiveKey key, long offset, ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        PrivateFile.CreateDirectory(options.Value.PathOf("archives"));
        using (var file = PrivateFile.OpenHandle(PathOf(key) + Partial))
        {
            await RandomAccess.WriteAsync(file, block, offset, cancellationToken);
            if (Boot is null)
                RandomAccess.FlushToDisk(file);
        }

        using var list = PrivateFile.OpenHandle(PathOf(key) + Blocks);
        await RandomAccess.WriteAsync(list, new[] { There }, offset / ArchiveBlocks.Size, CancellationToken.None);
    }

    /// <inheritdoc/>
    public async Task CommitAsync(ArchiveKey key, long length, CancellationToken cancellationToken)
    {
        if (File.Exists(PathOf(key)))
            return;
        var there = await ListBlocksAsync(key, cancellationToken);
        foreach (var offset in ArchiveBlocks.Between(0, length))
        {
            if (!there.Contains(offset))
                throw ArchiveFailures.Incomplete(offset);
        }

        using (var file = PrivateFile.OpenHandle(PathOf(key) + Partial))
        {
            RandomAccess.SetLength(file, length);
            RandomAccess.FlushToDisk(file);
        }

        File.Move(PathOf(key) + Partial, PathOf(key));
        File.Delete(PathOf(key) + Blocks);
    }

    /// <inheritdoc/>
    public Task<Stream> OpenAsync(ArchiveKey key, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream>(new FileStream(
                PathOf(key), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferSize, FileOptions.Asynchronous));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw ArchiveFailures.Missing(e);
        }
    }

    /// <inheritdoc/>
    public Task<Uri> ShareAsync(ArchiveKey key, TimeSpan lifetime, CancellationToken cancellationToken) => throw ArchiveFailures.NotShareable();

    /// <inheritdoc/>
    public Task DeleteAsync(string migrationId, string? except, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(options.Value.PathOf("archives")))
            return Task.CompletedTask;
        foreach (var path in Directory.EnumerateFiles(options.Value.PathOf("archives"), $"{migrationId}.*"))
        {
            if (except is null || !FilesOf(new(migrationId, except)).Contains(path))
                File.Delete(path);
        }

        return Task.CompletedTask;
    }

    private string[] FilesOf(ArchiveKey key) => [PathOf(key), PathOf(key) + Partial, PathOf(key) + Blocks];

    private string PathOf(ArchiveKey key) => options.Value.PathOf("archives", $"{key.MigrationId}.{key.Copy}");
}
