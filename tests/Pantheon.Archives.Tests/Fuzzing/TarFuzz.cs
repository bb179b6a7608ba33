using CsCheck;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>Damaged tars. A failure prints its seed: CsCheck_Seed runs that one again.</summary>
public sealed class TarFuzz
{
    private static readonly MutationKind[] Damage =
    [
        MutationKind.TarField, MutationKind.TarField, MutationKind.TarField, MutationKind.SwapBlocks, MutationKind.FlipBit, MutationKind.Overwrite,
        MutationKind.Truncate, MutationKind.Remove, MutationKind.Duplicate, MutationKind.Splice,
    ];

    private static readonly Gen<string> Number = Gen.OneOf(
        "0", "-1", "1.5", "-0.000000001", "4", "512", "1e9", "1e30", "99999999999", "253402300799", "253402300800", "-62135596801", "8589934592",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "99999999999999999999999999999999", "", " ", "x", "NaN", "0x10", "1,000");

    [Fact]
    public void ReadAsync_DamagedTar_ReadOrRefused() =>
        FuzzCase.Of(ArchiveSeeds.Tars, 4, Damage).Sample(damaged => ReadingProperties.Hold(damaged.Bytes), iter: 1500);

    // A reader looks no further than a wrong checksum: here none is wrong.
    [Fact]
    public void ReadAsync_DamagedTarWithSoundChecksums_ReadOrRefused() =>
        FuzzCase.Of(ArchiveSeeds.Tars, 4, Damage).Sample(damaged => ReadingProperties.Hold(TarFields.Mended(damaged.Bytes)), iter: 3500);

    [Fact]
    public void ReadAsync_AnyPaxAttributes_ReadOrRefused() =>
        Gen.Select(
            Gen.OneOf("mtime", "atime", "ctime", "size", "uid", "gid", "mode", "devmajor", "GNU.sparse.size", "comment"),
            Number,
            Gen.OneOf('0', '1', '2', '5', '3'),
            Gen.OneOf(false, true)).Sample(
            (key, value, type, globally) =>
            {
                var tar = globally ? new TarBuilder().GlobalPax(key, value) : new TarBuilder().Pax(key, value);
                ReadingProperties.Hold(tar.Entry("a", type, [.. "text"u8], link: "b").ToTar());
            },
            iter: 1000);

    [Fact]
    public void ReadAsync_AnyNamesAndTargets_ReadOrRefused() =>
        Gen.Select(Name, Name, Gen.OneOf('0', '1', '2', '5'), Name, Gen.OneOf('0', '2')).Sample(
            (name, target, type, below, another) => ReadingProperties.Hold(
                new TarBuilder().Pax("path", name).Entry("a", type, link: target).Pax("path", name + "/" + below).Entry("b", another, link: "a").ToTarGzip()),
            iter: 1500);

    internal static Gen<string> Name { get; } =
        Gen.OneOf("a", "b", "..", ".", "/", "/", "/", "\\", "C:", "\0", "\n", "\u0085", "é", " ", "...", "\u202e", "a b").Array[0, 7].Select(string.Concat);
}
