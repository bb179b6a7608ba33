using System.Text;
using CsCheck;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>Damaged zips.</summary>
public sealed class ZipFuzz
{
    [Fact]
    public void ReadAsync_DamagedZip_ReadOrRefused() =>
        FuzzCase.Of(
            ArchiveSeeds.Zips, 4, MutationKind.ZipField, MutationKind.ZipField, MutationKind.ZipField, MutationKind.FlipBit, MutationKind.Overwrite,
            MutationKind.Truncate, MutationKind.Remove, MutationKind.Duplicate, MutationKind.Splice)
            .Sample(damaged => ReadingProperties.Hold(damaged.Bytes), iter: 4000);

    [Fact]
    public void ReadAsync_HeadersThatLie_ReadOrRefused() =>
        Gen.Select(
            TarFuzz.Name, Gen.Bool, Gen.OneOf<uint?>(null, 0, 3, 5000, 70_001, uint.MaxValue), Gen.OneOf<ushort?>(null, 0, 8, 9, 12, 14, 93, 99),
            Gen.OneOf(0, 0x81A4, 0xA1FF, 0x41ED, 0x2000, 0xFFFF), Gen.Int[0, 50], Gen.OneOf(0, 5, 5000, 60_000)).Sample(
            (name, deflate, size, method, mode, listed, length) => ReadingProperties.Hold(new ZipBuilder().Entry(new(name)
            {
                Content = Encoding.ASCII.GetBytes(new string('x', length)),
                Deflate = deflate,
                Size = size,
                Method = method,
                UnixMode = mode,
                Listed = listed,
            }).ToZip()),
            iter: 1500);
}
