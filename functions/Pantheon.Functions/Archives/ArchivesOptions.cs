using System.ComponentModel.DataAnnotations;

namespace Pantheon.Functions.Archives;

/// <summary>Section <c>Archives</c>.</summary>
public sealed record ArchivesOptions : IValidatableObject
{
    /// <summary>Key <c>Archives:Store</c>: where copied archives are kept, FileSystem or AzureBlobs.</summary>
    [RegularExpression("^(FileSystem|AzureBlobs)$", ErrorMessage = "Archives:Store must be FileSystem or AzureBlobs.")]
    public string Store { get; init; } = "FileSystem";

    /// <summary>Key <c>Archives:MaxBytes</c>: the largest archive that is copied.</summary>
    [Range(1, long.MaxValue, ErrorMessage = "Archives:MaxBytes must be at least 1.")]
    public long MaxBytes { get; init; } = 200L << 30;

    /// <summary>Keys <c>Archives:AllowedPrivateHosts:0</c>, ...: hosts that archives may be taken from though their addresses are private.</summary>
    public IReadOnlyList<string> AllowedPrivateHosts { get; init; } = [];

    /// <summary>Key <c>Archives:BlobServiceUri</c>: the storage account's blob address, opened by the app's identity.</summary>
    public Uri? BlobServiceUri { get; init; }

    /// <summary>Key <c>Archives:ConnectionString</c>: a storage account with its key, in place of the address; for Azurite.</summary>
    public string ConnectionString { get; init; } = string.Empty;

    /// <summary>Key <c>Archives:RangeBytes</c>: bytes that one activity copies; a multiple of 8 MiB.</summary>
    public long RangeBytes { get; init; } = 64L << 20;

    /// <summary>Key <c>Archives:RangesAtOnce</c>: ranges of one archive that are copied at once.</summary>
    [Range(1, 32, ErrorMessage = "Archives:RangesAtOnce must be between 1 and 32.")]
    public int RangesAtOnce { get; init; } = 4;

    /// <summary>Key <c>Archives:KeepFor</c>: how long the archive of a migration that has ended is kept, as d.hh:mm:ss; zero deletes it at once.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromDays(7);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (KeepFor < TimeSpan.Zero)
            yield return new("Archives:KeepFor must not be negative.");
        if (RangeBytes < ArchiveBlocks.Size || RangeBytes % ArchiveBlocks.Size != 0)
            yield return new($"Archives:RangeBytes must be a multiple of {ArchiveBlocks.Size}.");
        if (Store == "AzureBlobs" && BlobServiceUri is null && ConnectionString.Length == 0)
            yield return new("Archives:Store is AzureBlobs: set Archives:BlobServiceUri, or Archives:ConnectionString.");
    }
}
