namespace Pantheon.Archives.Tests.Gzip;

public sealed class BlockCodesTests
{
    // One bit each for the byte 65 and the end; no distances.
    [Fact]
    public void Read_SmallestCode_Understood()
    {
        var bits = new DeflateBits().DynamicBlock(Literals((65, 1), (256, 1)), [0]).Code(0, 1).Code(0, 1).Code(1, 1);

        Assert.Equal([65, 65], Gunzipped.Read(bits.ToGzip([65, 65])));
    }

    [Fact]
    public void Read_OneDistanceOfOneBit_Understood()
    {
        var bits = new DeflateBits().DynamicBlock(Literals((65, 1), (256, 2), (257, 2)), [1]).Code(0, 1).Code(3, 2).Code(0, 1).Code(2, 2);

        Assert.Equal("AAAA"u8, Gunzipped.Read(bits.ToGzip([65, 65, 65, 65])));
    }

    [Fact]
    public void Read_OneDistanceOfOneBit_OtherBitHasNoMeaning()
    {
        var bits = new DeflateBits().DynamicBlock(Literals((65, 1), (256, 2), (257, 2)), [1]).Code(0, 1).Code(3, 2).Code(1, 1).Code(2, 2);

        Assert.Contains("a distance has no meaning", Gunzipped.Refusal(bits.ToGzip([65, 65, 65, 65])), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_CodeOfTheEndAlone_Understood() =>
        Assert.Empty(Gunzipped.Read(new DeflateBits().DynamicBlock(Literals((256, 1)), [0]).Code(0, 1).ToGzip([])));

    [Fact]
    public void Read_MatchWithoutACodeForDistances_Refused()
    {
        var bits = new DeflateBits().DynamicBlock(Literals((65, 1), (256, 2), (257, 2)), [0]).Code(0, 1).Code(3, 2).Code(0, 1).Code(2, 2);

        Assert.Contains("a distance has no meaning", Gunzipped.Refusal(bits.ToGzip([65, 65, 65, 65])), StringComparison.Ordinal);
    }

    // 65 and the end have a bit; two zeros that follow are one run with the distances', of which the last has a bit again.
    [Fact]
    public void Read_RunAcrossTheBorderOfTheCodes_Understood()
    {
        var bits = new DeflateBits().DynamicBlock(258, 4, symbol => symbol is 1 or 17 or 18 ? 2 : symbol == 0 ? 2 : 0);
        // The code for lengths: 0, 1, 17, 18 in this order.
        bits.Code(3, 2).Number(65 - 11, 7).Code(1, 2).Code(3, 2).Number(127, 7).Code(3, 2).Number(190 - 138 - 11, 7).Code(1, 2);
        bits.Code(2, 2).Number(4 - 3, 3).Code(1, 2);

        Assert.Equal([65], Gunzipped.Read(bits.Code(0, 1).Code(1, 1).ToGzip([65])));
    }

    // As long as codes get: 1, 2, 3 … 14, 15, 15 bits, the end with 15.
    [Fact]
    public void Read_LongestCodes_Understood()
    {
        var lengths = Literals([.. Enumerable.Range(0, 15).Select(i => (65 + i, i + 1)), (256, 15)]);
        byte[] content = [.. Enumerable.Range(0, 200).Select(i => (byte)(65 + (i * i % 15)))];
        var bits = new DeflateBits().DynamicBlock(lengths, [0]);
        foreach (var value in content)
            bits.Code((1 << (value - 65 + 1)) - 2, value - 65 + 1);

        Assert.Equal(content, Gunzipped.Read(bits.Code((1 << 15) - 1, 15).ToGzip(content)));
    }

    public static TheoryData<string, byte[]> Damaged => new()
    {
        { "too many codes", new DeflateBits().DynamicBlock(287, 1, _ => 0).ToGzip([]) },
        { "too many codes", new DeflateBits().DynamicBlock(257, 31, _ => 0).ToGzip([]) },
        { "has no end", new DeflateBits().DynamicBlock(Literals((65, 1), (66, 1)), [0]).ToGzip([]) },
        { "don't fit", new DeflateBits().DynamicBlock(Literals((65, 1), (66, 1), (256, 1)), [0]).ToGzip([]) },
        { "don't fit", new DeflateBits().DynamicBlock(Literals((65, 2), (256, 2)), [0]).ToGzip([]) },
        { "don't fit", new DeflateBits().DynamicBlock(Literals((65, 1), (256, 1)), [2, 2]).ToGzip([]) },
        { "don't fit", new DeflateBits().DynamicBlock(257, 1, symbol => symbol == 16 ? 1 : 0).ToGzip([]) }, // one length of a length alone
        { "nothing comes before", new DeflateBits().DynamicBlock(257, 1, symbol => symbol is 16 or 1 ? 1 : 0).Code(1, 1).Number(0, 2).ToGzip([]) },
        { "more code lengths", Zeros(Zeros(new DeflateBits().DynamicBlock(257, 1, symbol => symbol is 18 or 1 ? 1 : 0))).ToGzip([]) },
    };

    [Fact]
    public void Read_CutShort_ToldAsSuch()
    {
        var gzip = new DeflateBits().DynamicBlock(Literals((65, 1), (256, 1)), [0]).ToGzip([]);

        Assert.All(
            Enumerable.Range(10, 100),
            length => Assert.Contains("ends in the middle", Gunzipped.Refusal(gzip[..length]), StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Read_Damaged_Refused(string why, byte[] gzip)
    {
        byte[] notCutShort = [.. gzip, .. new byte[200]];

        Assert.Contains(why, Gunzipped.Refusal(notCutShort), StringComparison.Ordinal);
    }

    // 138 of them at once.
    private static DeflateBits Zeros(DeflateBits bits) => bits.Code(1, 1).Number(127, 7);

    private static byte[] Literals(params (int Symbol, int Length)[] codes)
    {
        var lengths = new byte[Math.Max(257, codes.Max(code => code.Symbol + 1))];
        foreach (var (symbol, length) in codes)
            lengths[symbol] = (byte)length;
        return lengths;
    }
}
