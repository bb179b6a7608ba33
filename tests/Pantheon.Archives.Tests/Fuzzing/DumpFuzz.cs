using CsCheck;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>Damaged and hostile dumps.</summary>
public sealed class DumpFuzz
{
    private static readonly Gen<byte[]> Damaged = FuzzCase.Of(
        DumpSeeds.All, 4, MutationKind.SqlToken, MutationKind.SqlToken, MutationKind.SqlToken, MutationKind.FlipBit, MutationKind.Overwrite, MutationKind.Truncate,
        MutationKind.Remove, MutationKind.Duplicate, MutationKind.Splice).Select(damaged => damaged.Bytes);

    private static readonly Gen<byte[]> Hostile = SqlPieces.Harmless.Array[1, 3].Select(statements => Dump.Bytes(string.Join(";\n", statements)));

    [Fact]
    public void ReadAsync_DamagedDumpInAnyChunks_SameStatementsOrRefusal() =>
        Gen.Select(Gen.OneOf(Damaged, Hostile), Gen.Int[1, 40], Gen.Int[1, 1_000_000]).Sample(
            DumpProperties.HoldInChunks, iter: 3000, print: dump => Dump.Text(dump.Item1));

    [Fact]
    public void NextAsync_DamagedDump_OneStatementAtATimeOrRefused() =>
        Damaged.Sample(DumpProperties.HoldGuarded, iter: 3000, print: dump => Dump.Text(dump));

    [Fact]
    public void NextAsync_HostileDump_OneStatementAtATimeOrRefused() =>
        Hostile.Sample(DumpProperties.HoldGuarded, iter: 20_000, print: dump => Dump.Text(dump));

    [Fact]
    public void Parse_AnyText_Answers() =>
        Gen.OneOf(SqlPieces.Any, SqlPieces.Harmless, Damaged.Select(dump => Dump.Text(dump))).Sample(DumpProperties.HoldParsed, iter: 4000);

    [Fact]
    public void OpenAsync_DamagedGzipOfADump_ReadOrRefused() =>
        FuzzCase.Of(
            [.. DumpSeeds.All.Select(dump => TarBuilder.Gzip(dump))], 3, MutationKind.FlipBit, MutationKind.Overwrite, MutationKind.Truncate, MutationKind.Duplicate,
            MutationKind.Splice).Sample(damaged => DumpProperties.HoldExpanded(damaged.Bytes), iter: 1000);
}
