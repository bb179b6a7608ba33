using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Tests.Reading;

public sealed class EntryPathTests
{
    [Theory]
    [InlineData("a/b.txt", "a/b.txt")]
    [InlineData("./a/./b", "a/b")]
    [InlineData("a//b/", "a/b")]
    [InlineData("./", "")]
    [InlineData("..a/b..c/...", "..a/b..c/...")]
    [InlineData("été/日本/😀.png", "été/日本/😀.png")]
    [InlineData("ab:c", "ab:c")]
    public void Normalise_HarmlessName_RelativePath(string name, string path) => Assert.Equal(path, EntryPath.Normalise(name, new()));

    [Theory]
    [InlineData("..", "climbs")]
    [InlineData("../etc/passwd", "climbs")]
    [InlineData("a/../../b", "climbs")]
    [InlineData("a/..", "climbs")]
    [InlineData("/etc/passwd", "absolute")]
    [InlineData("//server/share", "absolute")]
    [InlineData("C:/Windows", "drive letter")]
    [InlineData("c:file", "drive letter")]
    [InlineData("a\\..\\b", "backslash")]
    [InlineData("a\0b", "control character")]
    [InlineData("a\nb", "control character")]
    [InlineData("a\u001b[2Jb", "control character")]
    [InlineData("a\u0085b", "control character")]
    public void Normalise_UnsafeName_Refused(string name, string why)
    {
        var refusal = Assert.Throws<ArchiveException>(() => EntryPath.Normalise(name, new()));

        Assert.Equal(FindingCode.UnsafePath, refusal.Code);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Normalise_ControlCharacters_EscapedInTheMessage()
    {
        var refusal = Assert.Throws<ArchiveException>(() => EntryPath.Normalise("a\0b\u001b[2J\r\n", new()));

        Assert.Contains(@"'a\u0000b\u001b[2J\u000d\u000a'", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(refusal.Message, char.IsControl);
    }

    [Fact]
    public void Normalise_AtTheLimits_Accepted()
    {
        var limits = new ArchiveLimits { MaxDepth = 3, MaxPathLength = 5 };

        Assert.Equal("a/b/c", EntryPath.Normalise("a/b/c", limits));
        Assert.Contains("deeper than 3", Assert.Throws<ArchiveException>(() => EntryPath.Normalise("a/b/c/d", limits with { MaxPathLength = 7 })).Message, StringComparison.Ordinal);
        Assert.Contains("longer than 5", Assert.Throws<ArchiveException>(() => EntryPath.Normalise("abcdef", limits)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Normalise_OverlongName_RefusedWithItsBeginning()
    {
        var refusal = Assert.Throws<ArchiveException>(() => EntryPath.Normalise(new string('x', 2000), new()));

        Assert.Equal(FindingCode.UnsafePath, refusal.Code);
        Assert.Contains(new string('x', 80) + "…", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a/link", "b", "a/b")]
    [InlineData("a/link", "./b/./c", "a/b/c")]
    [InlineData("a/b/link", "../../c", "c")]
    [InlineData("link", ".", "")]
    [InlineData("a/link", "..", "")]
    public void Resolve_TargetInside_ItsPath(string link, string target, string path) => Assert.Equal(path, EntryPath.Resolve(link, target));

    [Theory]
    [InlineData("link", "..")]
    [InlineData("a/link", "../../b")]
    [InlineData("link", "/etc/passwd")]
    [InlineData("link", "a\\b")]
    [InlineData("link", "a\0b")]
    public void Resolve_TargetOutside_Null(string link, string target) => Assert.Null(EntryPath.Resolve(link, target));

    // What stands before the dots may itself be a link: where `up` leads to the top, `up/..` leads out.
    [Theory]
    [InlineData("link", "up/..")]
    [InlineData("link", "up/../b")]
    public void Resolve_DotsBehindAName_Null(string link, string target) => Assert.Null(EntryPath.Resolve(link, target));

    [Theory]
    [InlineData("a/b", "a", true)]
    [InlineData("a", "a", true)]
    [InlineData("a", "", true)]
    [InlineData("ab", "a", false)]
    [InlineData("a", "a/b", false)]
    public void IsWithin_PathAndDirectory_WholeSegmentsCount(string path, string directory, bool within) =>
        Assert.Equal(within, EntryPath.IsWithin(path, directory));

    [Fact]
    public void PartsOfPaths_AtTheTopAndBelow_AreTold()
    {
        Assert.Equal("b/c", EntryPath.RelativeTo("a/b/c", "a"));
        Assert.Equal("a/b", EntryPath.RelativeTo("a/b", ""));
        Assert.Equal("a/b", EntryPath.Combine("a", "b"));
        Assert.Equal("b", EntryPath.Combine("", "b"));
        Assert.Equal("a/b", EntryPath.Parent("a/b/c"));
        Assert.Equal("", EntryPath.Parent("a"));
        Assert.Equal("c", EntryPath.Name("a/b/c"));
        Assert.Equal("a", EntryPath.Name("a"));
    }
}
