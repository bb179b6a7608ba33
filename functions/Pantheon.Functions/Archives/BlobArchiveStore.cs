using System.Buffers.Binary;
using Azure;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Sas;

namespace Pantheon.Functions.Archives;

/// <summary>Archives as block blobs. A copy's uncommitted block list is its checkpoint; each block is sent with its MD5.</summary>
public sealed class BlobArchiveStore(BlobContainerClient container, TimeProvider time) : IArchiveStore
{
    private const int ReadAhead = 8 << 20;
    private const string MigrationTag = "migration";

    private readonly Lazy<Task> creation = new(() => container.CreateIfNotExistsAsync());

    /// <inheritdoc/>
    public async Task<IReadOnlySet<long>> ListBlocksAsync(ArchiveKey key, CancellationToken cancellationToken)
    {
        try
        {
            var list = await BlobOf(key).GetBlockListAsync(BlockListTypes.Uncommitted, cancellationToken: cancellationToken);
            return list.Value.UncommittedBlocks.Select(block => OffsetOf(block.Name)).ToHashSet();
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            return new HashSet<long>();
        }
    }

    /// <inheritdoc/>
    public async Task StageAsync(ArchiveKey key, long offset, ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
    {
        await creation.Value;
        var content = BinaryData.FromBytes(block).ToStream();
        var options = new BlockBlobStageBlockOptions
        {
            TransferValidation = new UploadTransferValidationOptions { ChecksumAlgorithm = StorageChecksumAlgorithm.MD5 },
        };
        await BlobOf(key).StageBlockAsync(IdOf(offset), content, options, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task CommitAsync(ArchiveKey key, long length, CancellationToken cancellationToken)
    {
        var blob = BlobOf(key);
        if (await blob.ExistsAsync(cancellationToken))
            return;
        var there = await ListBlocksAsync(key, cancellationToken);
        var offsets = ArchiveBlocks.Between(0, length).ToList();
        if (offsets.Find(offset => !there.Contains(offset)) is var missing && offsets.Exists(offset => !there.Contains(offset)))
            throw ArchiveFailures.Incomplete(missing);
        var options = new CommitBlockListOptions
        {
            HttpHeaders = new BlobHttpHeaders { ContentType = "application/octet-stream" },
            Tags = new Dictionary<string, string> { [MigrationTag] = key.MigrationId },
        };
        await blob.CommitBlockListAsync(offsets.Select(IdOf), options, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<Stream> OpenAsync(ArchiveKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await BlobOf(key).OpenReadAsync(new BlobOpenReadOptions(allowModifications: false) { BufferSize = ReadAhead }, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 404)
        {
            throw ArchiveFailures.Missing(e);
        }
    }

    /// <inheritdoc/>
    public async Task<Uri> ShareAsync(ArchiveKey key, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        var (blob, until) = (BlobOf(key), time.GetUtcNow() + lifetime);
        if (blob.CanGenerateSasUri)
            return blob.GenerateSasUri(BlobSasPermissions.Read, until);
        // Without an account key the identity signs, by a key that it borrows for the time.
        var service = container.GetParentBlobServiceClient();
        var delegation = await service.GetUserDelegationKeyAsync(null, until, cancellationToken);
        var sas = new BlobSasBuilder(BlobSasPermissions.Read, until) { BlobContainerName = container.Name, BlobName = blob.Name, Resource = "b" };
        return new BlobUriBuilder(blob.Uri) { Sas = sas.ToSasQueryParameters(delegation.Value, service.AccountName) }.ToUri();
    }

    /// <inheritdoc/>
    public async Task DeleteAsync(string migrationId, string? except, CancellationToken cancellationToken)
    {
        await creation.Value;
        var all = container.GetBlobsAsync(BlobTraits.None, BlobStates.Uncommitted, $"{migrationId}/", cancellationToken);
        await foreach (var blob in all)
        {
            if (except is null || blob.Name != $"{migrationId}/{except}")
                await DeleteAsync(container.GetBlockBlobClient(blob.Name), cancellationToken);
        }
    }

    private static async Task DeleteAsync(BlockBlobClient blob, CancellationToken cancellationToken)
    {
        // Blocks that were never committed are no blob yet: an empty one takes their place, and goes.
        if (!await blob.ExistsAsync(cancellationToken))
            await blob.CommitBlockListAsync([], cancellationToken: cancellationToken);
        await blob.DeleteIfExistsAsync(cancellationToken: cancellationToken);
    }

    private BlockBlobClient BlobOf(ArchiveKey key) => container.GetBlockBlobClient($"{key.MigrationId}/{key.Copy}");

    // All ids of a blob must have the same length; the offset is the whole of it.
    private static string IdOf(long offset)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, offset);
        return Convert.ToBase64String(bytes);
    }

    private static long OffsetOf(string id) => BinaryPrimitives.ReadInt64BigEndian(Convert.FromBase64String(id));
}
