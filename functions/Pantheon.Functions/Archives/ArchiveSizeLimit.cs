using Microsoft.Extensions.Options;
using Pantheon.Archives;
using Pantheon.Functions.Platforms;

namespace Pantheon.Functions.Archives;

/// <summary>Refuses archives that are larger than the operator, or the platform, takes: before they are copied, and while.</summary>
public sealed class ArchiveSizeLimit(IOptions<ArchivesOptions> options, IPlatform platform)
{
    /// <exception cref="ArchiveException">archive.tooLarge.</exception>
    internal void Check(long bytes)
    {
        if (bytes > options.Value.MaxBytes)
            throw new ArchiveException(
                FindingCode.TooLarge,
                $"It has more than {options.Value.MaxBytes:N0} bytes, the most that is taken here. Leave out caches and old backups, or ask the operator.");
        if (bytes > platform.MaxArchiveBytes)
            throw new ArchiveException(
                FindingCode.TooLarge,
                $"It has more than {platform.MaxArchiveBytes:N0} bytes, the most that the platform imports in one piece. Leave out caches and old backups, or ask the operator.");
    }
}
