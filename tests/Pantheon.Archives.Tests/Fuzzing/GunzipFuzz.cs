using System.IO.Compression;
using CsCheck;
using Pantheon.Archives.Gzip;
using Pantheon.Archives.Tests.Gzip;

namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>Whatever the bytes, the platform's streams and ours take them for the same.</summary>
public sealed class GunzipFuzz
{
    private const int TrailerBytes = 8;

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

    private static readonly Gen<int> Any = Gen.Int[0, int.MaxValue];

    private static readonly Gen<DeflateSymbol[]> Symbols =
        Gen.Select(Any, Any, Gen.Int[0, 1 << 13], Gen.Int[0, 1000]).Select((literal, distance, extra, wild) => new DeflateSymbol(literal, distance, extra, wild == 0))
            .Array[0, 300];

    [Fact]
    public void Read_WhatThePlatformPacks_SameContent() =>
        Gen.Select(Contents, Options, Gen.Int[1, 5000]).Sample(
            (content, options, most) => Assert.Equal(content, Expanded(new GunzipStream(new ChunkedStream(Pack(content, options), most)))), iter: 2000);

    [Fact]
    public void Read_Damaged_SameAsThePlatform() =>
        Damaged(ArchiveSeeds.Gzips).Sample(
            (damaged, most) => Assert.Equal(
                Expanded(new GZipStream(new MemoryStream(damaged.Bytes), CompressionMode.Decompress)),
                Expanded(new GunzipStream(new ChunkedStream(damaged.Bytes, most)))),
            iter: 3000);

    // No checksum refuses what was expanded wrongly.
    [Fact]
    public void Expand_Damaged_SameAsThePlatform() =>
        Damaged([.. ArchiveSeeds.Gzips.Select(gzip => gzip[DeflateBits.Header().Length..^TrailerBytes])]).Sample(
            (damaged, most) => HoldAlike(damaged.Bytes, most), iter: 3000);

    // As no compressor chooses them, some without a meaning or with a distance too far.
    [Fact]
    public void Expand_AnySymbolsInTheFixedCode_SameAsThePlatform() =>
        Gen.Select(Gen.Byte.Array[0, 40_000], Symbols, Gen.Int[1, 5000]).Sample(
            (before, symbols, most) =>
            {
                var (bits, written) = (new DeflateBits().StoredBlock(before, isLast: false).Block(DeflateBits.Fixed), before.Length);
                foreach (var symbol in symbols)
                {
                    int[] literals = [.. Enumerable.Range(0, symbol.IsWild ? 288 : 286)];
                    int[] distances = [.. Enumerable.Range(0, symbol.IsWild ? 32 : 30)];
                    written = symbol.Write(bits, literals, distances, written, literal => bits.FixedSymbol(literal), distance => bits.Code(distance, 5));
                }

                HoldAlike(bits.FixedEnd().ToDeflate(), most);
            },
            iter: 2000);

    // Codes of all shapes, one in twenty of which has more or less of them than there is room for.
    [Fact]
    public void Expand_AnyCodes_SameAsThePlatform() =>
        Gen.Select(Gen.Byte.Array[0, 40_000], Any.Array[1, 300], Any.Array[0, 40], Symbols, Any, Gen.Int[0, 19]).Sample(
            (before, literalSplits, distanceSplits, symbols, wrong, luck) =>
            {
                var (literals, distances) = (new PrefixCode(286, DeflateBits.End, literalSplits), new PrefixCode(30, wrong % 30, distanceSplits));
                byte[] lengths = [.. literals.Lengths];
                if (luck == 0)
                    lengths[wrong % lengths.Length] ^= 1;
                var (bits, written) = (new DeflateBits().StoredBlock(before, isLast: false).DynamicBlock(lengths, distances.Lengths), before.Length);
                foreach (var symbol in symbols)
                    written = symbol.Write(
                        bits, literals.Symbols, distances.Symbols, written, literal => literals.Write(bits, literal), distance => distances.Write(bits, distance));
                literals.Write(bits, DeflateBits.End);
                HoldAlike(bits.ToDeflate(), most: 1 + (wrong % 5000));
            },
            iter: 2000);

    private static Gen<(FuzzCase Damaged, int Most)> Damaged(IReadOnlyList<byte[]> seeds) =>
        Gen.Select(
            FuzzCase.Of(seeds, 3, MutationKind.FlipBit, MutationKind.Overwrite, MutationKind.Truncate, MutationKind.Remove, MutationKind.Duplicate),
            Gen.Int[1, 5000])
            .Where((damaged, _) => damaged.Bytes.Length > 0);

    private static byte[] Pack(byte[] content, ZLibCompressionOptions options)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, options))
            gzip.Write(content);
        return packed.ToArray();
    }

    private static void HoldAlike(byte[] deflated, int most) => Assert.Equal(
        Expanded(new DeflateStream(new MemoryStream(deflated), CompressionMode.Decompress)),
        Content(() => Inflated.Read(new ChunkedStream(deflated, most))));

    private static byte[]? Expanded(Stream packed) => Content(() =>
    {
        using (packed)
        using (var content = new MemoryStream())
        {
            packed.CopyTo(content);
            return content.ToArray();
        }
    });

    private static byte[]? Content(Func<byte[]> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
