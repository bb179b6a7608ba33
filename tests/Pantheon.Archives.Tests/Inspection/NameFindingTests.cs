namespace Pantheon.Archives.Tests.Inspection;

public sealed class NameFindingTests
{
    [Fact]
    public async Task InspectAsync_NamesThatDifferInCaseOnly_Named()
    {
        var inspection = await Site().Add("site/wp-content/uploads/a.JPG").InspectAsync();

        inspection.AssertOnlyWarning("archive.caseCollision", "site/wp-content/uploads/a.JPG, site/wp-content/uploads/a.jpg");
    }

    [Fact]
    public async Task InspectAsync_NameThatIsNotUtf8_Named()
    {
        // An e acute as Latin-1 has it: the name's bytes are put in place of ones that a string can write.
        var tar = Site().ToTarBuilder().File("site/wp-content/uploads/caf~.jpg", "x").ToTar();
        var name = tar.AsSpan().IndexOf("caf~"u8);
        tar[name + 3] = 0xE9;
        var header = tar.AsSpan(name / 512 * 512, 512);
        header.Slice(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var one in header)
            sum += one;
        System.Text.Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ").CopyTo(header[148..]);

        (await Inspected.InspectAsync(tar)).AssertOnlyWarning("archive.nameEncoding", "site/wp-content/uploads/caf\uFFFD.jpg");
    }

    private static SiteTree Site() => new SiteTree().WordPress("site").Add("site/wp-content/uploads/a.jpg").Dump("db.sql");
}
