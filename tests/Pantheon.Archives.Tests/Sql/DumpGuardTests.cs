using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Tests.Sql;

public sealed class DumpGuardTests
{
    [Theory]
    [InlineData("SET NAMES utf8;\nSET sql_mode = 'ANSI_QUOTES';", "line 2")]
    [InlineData("/*!40101 SET SQL_MODE='STRICT_TRANS_TABLES,NO_BACKSLASH_ESCAPES' */;", "line 1")]
    [InlineData("SET sql_mode=oracle;", "line 1")]
    public async Task NextAsync_QuotesReadOtherwise_Refused(string dump, string line)
    {
        var refusal = await Assert.ThrowsAsync<ArchiveException>(() => AllAsync(dump));

        Assert.Equal(FindingCode.DatabaseRejected, refusal.Code);
        Assert.Contains(line, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO';")]
    [InlineData("/*!50003 SET sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO' */;")]
    public async Task NextAsync_UsualModes_LetThrough(string dump) => Assert.Equal([SqlStatementKind.Set], await AllAsync(dump));

    private static async Task<List<SqlStatementKind>> AllAsync(string dump)
    {
        using var reader = new SqlStatementReader(new MemoryStream(Dump.Bytes(dump)));
        var kinds = new List<SqlStatementKind>();
        while (await DumpGuard.NextAsync(reader, default) is { } statement)
            kinds.Add(statement.Kind);
        return kinds;
    }
}
