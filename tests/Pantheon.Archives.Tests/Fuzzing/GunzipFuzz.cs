using System.IO.Compression;
using CsCheck;
using Pantheon.Archives.Gzip;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>Whatever the bytes, the platform's stream and ours take them for the same.</summary>
public sealed class GunzipFuzz
{
    private static readonly Gen<byte> Letter = Gen.OneOf("etaoin <>/$"u8.ToArray());

    private static readonly Gen<byte[]> Contents = Gen.OneOf(
        Gen.Byte.Array[0, 3000],
        Letter.Array[0, 20_000],
        // Short periods of all lengths, one behind the other.
        Gen.Select(Letter.Array[1, 40], Gen.Int[1, 400]).Select((period, times) => Enumerable.Repeat(period, times).SelectMany(bytes => bytes))
            .Array[0, 40].Select(parts => parts.SelectMany(bytes => bytes).ToArray()))
        .Where(content => content.Length > 0); // for nothing the platform writes nothing, and takes that for a gzip

    private static readonly Gen<ZLibCompressionOptions> Options =
        Gen.Select(Gen.Int[0, 9], Gen.Enum<ZLibCompressionStrategy>()).Select((level, strategy) =>
            new ZLibCompressionOptions { CompressionLevel = level, CompressionStrategy = strategy });

    [Fact]
    public void Read_WhatThePlatformPacks_SameContent() =>
        Gen.Select(Contents, Options, Gen.Int[1, 5000]).Sample(
            (content, options, most) => Assert.Equal(content, Ours(Pack(content, options), most)), iter: 2000);

    [Fact]
    public void Read_Damaged_SameAsThePlatform() =>
        Gen.Select(
            FuzzCase.Of(
                ArchiveSeeds.Gzips, 3, MutationKind.FlipBit, MutationKind.Overwrite, MutationKind.Truncate, MutationKind.Remove, MutationKind.Duplicate),
            Gen.Int[1, 5000])
            .Where((damaged, _) => damaged.Bytes.Length > 0).Sample((damaged, most) => HoldAlike(damaged.Bytes, most), iter: 4000);

    // Symbols as no compressor chooses them, some of them without a meaning or with a distance too far.
    [Fact]
    public void Read_AnySymbols_SameAsThePlatform() =>
        Gen.Select(
            Gen.Byte.Array[0, 600],
            Gen.Select(Gen.OneOf(Gen.Int[0, 255], Gen.Int[257, 285], Gen.Int[257, 287]), Gen.Int[0, 31], Gen.Int[0, 1 << 13]).Array[0, 300])
            .Sample(HoldAlike, iter: 3000);

    private static byte[] Pack(byte[] content, ZLibCompressionOptions options)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, options))
            gzip.Write(content);
        return packed.ToArray();
    }

    private static void HoldAlike(byte[] gzip, int most)
    {
        Assert.Equal(Theirs(gzip), Ours(gzip, most));
    }

    private static void HoldAlike(byte[] before, (int Symbol, int Distance, int Extra)[] symbols)
    {
        var bits = new DeflateBits().StoredBlock(before, isLast: false).Block(DeflateBits.Fixed);
        foreach (var (symbol, distance, extra) in symbols)
        {
            bits.FixedSymbol(symbol);
            if (symbol < 257)
                continue;
            bits.Number(extra, symbol is < 265 or > 284 ? 0 : (symbol - 261) / 4);
            bits.Code(distance, 5).Number(extra, distance is < 4 or > 29 ? 0 : (distance / 2) - 1);
        }

        bits.FixedEnd();
        var content = Expanded(new DeflateStream(new MemoryStream(bits.ToDeflate()), CompressionMode.Decompress));
        Assert.Equal(content, Ours(bits.ToGzip(content), 5000));
    }

    private static byte[]? Theirs(byte[] gzip) => Expanded(new GZipStream(new MemoryStream(gzip), CompressionMode.Decompress));

    private static byte[]? Ours(byte[] gzip, int most) => Expanded(new GunzipStream(new ChunkedStream(gzip, most)));

    private static byte[]? Expanded(Stream packed)
    {
        using (packed)
        using (var content = new MemoryStream())
        {
            try
            {
                packed.CopyTo(content);
                return content.ToArray();
            }
            catch (InvalidDataException)
            {
                return null;
            }
        }
    }
}
