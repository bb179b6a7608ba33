using CsCheck;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>Damaged gzips: of what they hold, and of themselves. They are read by several threads, so what they take is told of all that runs.</summary>
[Collection(Name)]
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class GzipFuzz
{
    private const string Name = "nothing beside it";

    [Fact]
    public void ReadAsync_DamagedGzip_ReadOrRefused() =>
        FuzzCase.Of(
            ArchiveSeeds.Gzips, 3, MutationKind.FlipBit, MutationKind.Overwrite, MutationKind.Truncate, MutationKind.Remove, MutationKind.Duplicate, MutationKind.Splice)
            .Sample(damaged => ReadingProperties.HoldAlone(damaged.Bytes), iter: 1500, threads: 1);

    [Fact]
    public void ReadAsync_GzipOfADamagedTar_ReadOrRefused() =>
        FuzzCase.Of(ArchiveSeeds.Tars, 3, MutationKind.TarField, MutationKind.SwapBlocks, MutationKind.Truncate, MutationKind.Duplicate, MutationKind.Splice)
            .Sample(damaged => ReadingProperties.HoldAlone(TarBuilder.Gzip(TarFields.Mended(damaged.Bytes))), iter: 1000, threads: 1);
}
