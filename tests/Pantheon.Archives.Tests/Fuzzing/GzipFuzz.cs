using CsCheck;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>Damaged gzips: of what they hold, and of themselves.</summary>
public sealed class GzipFuzz
{
    [Fact]
    public void ReadAsync_DamagedGzip_ReadOrRefused() =>
        FuzzCase.Of(
            ArchiveSeeds.Gzips, 3, MutationKind.FlipBit, MutationKind.Overwrite, MutationKind.Truncate, MutationKind.Remove, MutationKind.Duplicate, MutationKind.Splice)
            .Sample(damaged => ReadingProperties.Hold(damaged.Bytes), iter: 1500);

    [Fact]
    public void ReadAsync_GzipOfADamagedTar_ReadOrRefused() =>
        FuzzCase.Of(ArchiveSeeds.Tars, 3, MutationKind.TarField, MutationKind.SwapBlocks, MutationKind.Truncate, MutationKind.Duplicate, MutationKind.Splice)
            .Sample(damaged => ReadingProperties.Hold(TarBuilder.Gzip(TarFields.Mended(damaged.Bytes))), iter: 1000);
}
