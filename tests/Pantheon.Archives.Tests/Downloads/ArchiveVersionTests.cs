using Pantheon.Archives.Downloads;

namespace Pantheon.Archives.Tests.Downloads;

public sealed class ArchiveVersionTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private static ArchiveVersion Version(long? length, string? etag, int? minute) => new(length, etag, minute is { } after ? Noon.AddMinutes(after) : null);

    [Theory]
    [InlineData(1L, "\"a\"", 0, 1L, "\"a\"", 0, true)]
    [InlineData(1L, "\"a\"", null, 1L, "\"a\"", null, true)]
    [InlineData(1L, null, 0, 1L, null, 0, true)]
    [InlineData(1L, "\"a\"", 0, 1L, "\"a\"", 5, true)] // several servers behind one name
    [InlineData(1L, "\"a\"", 0, 1L, null, 0, true)]
    [InlineData(1L, "\"a\"", 0, 1L, "\"b\"", 0, false)]
    [InlineData(1L, "\"a\"", 0, 2L, "\"a\"", 0, false)]
    [InlineData(1L, null, 0, 1L, null, 5, false)]
    [InlineData(1L, null, null, 1L, null, null, false)] // nothing but a length tells nothing
    [InlineData(1L, "\"a\"", null, 1L, null, null, false)]
    [InlineData(null, "\"a\"", null, 1L, "\"a\"", null, false)]
    public void IsSurely_TwoVersions_SameOnlyWhereSomethingProvesIt(
        long? length, string? etag, int? minute, long? otherLength, string? otherETag, int? otherMinute, bool same) =>
        Assert.Equal(same, Version(length, etag, minute).IsSurely(Version(otherLength, otherETag, otherMinute)));

    [Theory]
    [InlineData(1L, "\"a\"", 0, 1L, "\"a\"", 0, false)]
    [InlineData(1L, "\"a\"", 0, 2L, "\"a\"", 0, true)]
    [InlineData(1L, "\"a\"", 0, 1L, "\"b\"", 0, true)]
    [InlineData(1L, "\"a\"", 0, null, null, null, false)]
    [InlineData(1L, "\"a\"", 0, 1L, "\"a\"", 5, false)]
    [InlineData(1L, null, 0, 1L, null, 5, true)]
    [InlineData(null, null, null, 1L, "\"a\"", 0, false)]
    public void Contradicts_TwoVersions_OnlyWhereBothTellAndDiffer(
        long? length, string? etag, int? minute, long? otherLength, string? otherETag, int? otherMinute, bool contradicts) =>
        Assert.Equal(contradicts, Version(length, etag, minute).Contradicts(Version(otherLength, otherETag, otherMinute)));

    [Theory]
    [InlineData("\"a\"", true)]
    [InlineData("W/\"a\"", false)]
    [InlineData(null, false)]
    public void HasStrongETag_Mark_Told(string? etag, bool strong) => Assert.Equal(strong, Version(1, etag, null).HasStrongETag);
}
