using static Pantheon.Archives.Tests.Building.DeflateBits;

namespace Pantheon.Archives.Tests.Gzip;

/// <summary>Deflated data that no compressor writes, or rarely.</summary>
public sealed class InflaterTests
{
    private const int WindowBytes = 32 << 10;
    private const int FarthestCode = 29; // from 24,577 on, with 13 bits

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Expand_OverlappingMatches_RepeatWhatTheyBeginWith(int distance)
    {
        byte[] first = [.. "abcd"u8[..distance]];
        var bits = new DeflateBits().Block(Fixed);
        foreach (var value in first)
            bits.FixedSymbol(value);
        byte[] content = Repeated(first, distance + 258 + 3);

        Assert.Equal(content, Gunzipped.Read(bits.FixedMatch(258, distance - 1).FixedMatch(3, distance - 1).FixedEnd().ToGzip(content)));
    }

    // Around the end of what is expanded at once.
    [Fact]
    public void Expand_BlockAcrossTheEndOfTheRoom_Whole()
    {
        for (var before = 163_570; before <= 163_842; before++)
        {
            var stored = Noise(before);
            byte[] content = [.. stored, 65, 66, 67, .. Repeated([.. stored[^2..], 65, 66, 67], 258), 68];

            Assert.Equal([.. stored, 65, 66, 67], Gunzipped.Read(
                Stored(stored).Block(Fixed, isLast: false).FixedSymbol(65).FixedSymbol(66).FixedEnd().StoredBlock([67]).ToGzip(content.AsSpan(0, before + 3))));
            Assert.Equal(content, Gunzipped.Read(
                Stored(stored).Block(Fixed).FixedSymbol(65).FixedSymbol(66).FixedSymbol(67).FixedMatch(258, 4, 0, 1).FixedSymbol(68).FixedEnd().ToGzip(content)));
        }
    }

    [Fact]
    public void Expand_FarthestMatch_FoundAfterManyRounds()
    {
        var stored = Noise(500_000);
        var bits = Stored(stored).Block(Fixed).FixedMatch(10, FarthestCode, WindowBytes - 24_577, 13).FixedEnd();
        byte[] content = [.. stored, .. stored.AsSpan(stored.Length - WindowBytes, 10)];

        Assert.Equal(content, Gunzipped.Read(bits.ToGzip(content)));
    }

    // Two bytes of 11 bits, a length of 15 and 5 more, a distance of 15 and 13 more: the most that is taken at once, with just so much at hand.
    [Fact]
    public void Expand_LongestCodesByteByByte_Whole()
    {
        var literals = new byte[285];
        for (var length = 1; length < 15; length++)
            literals[64 + length] = (byte)length;
        (literals[256], literals[284]) = (15, 15);
        byte[] distances = [.. Enumerable.Range(1, 14).Select(length => (byte)length), .. new byte[14], 15, 15];
        List<byte> content = [.. Noise(WindowBytes)];
        var bits = Stored([.. content]).DynamicBlock(literals, distances);
        for (var i = 0; i < 100; i++)
        {
            bits.Code(0x7FE, 11).Code(0x7FE, 11).Code(0x7FFF, 15).Number(30 - i % 8, 5).Code(0x7FFF, 15).Number(8191 - i, 13);
            content.AddRange([75, 75]);
            content.AddRange(content.GetRange(content.Count - (24_577 + 8191 - i), 257 - i % 8));
        }

        byte[] expected = [.. content];
        Assert.Equal(expected, Gunzipped.Read(new ChunkedStream(bits.Code(0x7FFE, 15).ToGzip(expected), 1)));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(200, FarthestCode)]
    public void Expand_MatchBeforeTheBeginning_Refused(int bytes, int distanceCode)
    {
        var bits = new DeflateBits().StoredBlock(new byte[bytes], isLast: false).Block(Fixed);

        bits.FixedMatch(3, distanceCode, 0, distanceCode == FarthestCode ? 13 : 0);

        Assert.Contains("before its beginning", Gunzipped.Refusal(bits.FixedEnd().ToGzip(new byte[bytes + 3])), StringComparison.Ordinal);
    }

    [Fact]
    public void Expand_MatchIntoTheGzipBefore_Refused()
    {
        byte[] first = new DeflateBits().StoredBlock(new byte[100]).ToGzip(new byte[100]);
        byte[] second = new DeflateBits().Block(Fixed).FixedMatch(3, 0).FixedEnd().ToGzip(new byte[3]);

        Assert.Contains("before its beginning", Gunzipped.Refusal([.. first, .. second]), StringComparison.Ordinal);
    }

    [Fact]
    public void Expand_UnknownBlock_Refused() =>
        Assert.Contains("kind", Gunzipped.Refusal(new DeflateBits().Block(3).ToGzip([])), StringComparison.Ordinal);

    [Fact]
    public void Expand_StoredLengthAndComplementDiffer_Refused() =>
        Assert.Contains("complement", Gunzipped.Refusal(new DeflateBits().StoredBlock([1, 2, 3], complement: 7).ToGzip([1, 2, 3])), StringComparison.Ordinal);

    [Theory]
    [InlineData(286, 0, "a code has no meaning")]
    [InlineData(287, 0, "a code has no meaning")]
    [InlineData(285, 30, "a distance has no meaning")]
    [InlineData(285, 31, "a distance has no meaning")]
    public void Expand_FixedCodeWithoutMeaning_Refused(int literal, int distance, string why) =>
        Assert.Contains(
            why,
            Gunzipped.Refusal(
                new DeflateBits().StoredBlock([0], isLast: false).Block(Fixed).FixedSymbol(literal).Code(distance, 5).FixedEnd().ToGzip([])),
            StringComparison.Ordinal);

    // Nothing but ends, one after the other.
    [Fact]
    public void Expand_ManyEmptyBlocks_ReadToTheEnd()
    {
        var bits = new DeflateBits();
        for (var i = 0; i < 100_000; i++)
            bits.Block(Fixed, isLast: false).FixedEnd();

        Assert.Equal([7], Gunzipped.Read(bits.StoredBlock([7]).ToGzip([7])));
    }

    private static byte[] Noise(int length)
    {
        var noise = new byte[length];
        new Random(length).NextBytes(noise);
        return noise;
    }

    private static DeflateBits Stored(byte[] content)
    {
        var bits = new DeflateBits();
        foreach (var part in content.Chunk(65_535))
            bits.StoredBlock(part, isLast: false);
        return bits;
    }

    private static byte[] Repeated(byte[] period, int length) => [.. Enumerable.Range(0, length).Select(i => period[i % period.Length])];
}
