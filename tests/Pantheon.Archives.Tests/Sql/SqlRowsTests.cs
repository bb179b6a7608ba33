using Pantheon.Archives.Sql;

namespace Pantheon.Archives.Tests.Sql;

public sealed class SqlRowsTests
{
    [Theory]
    [InlineData(" (1)", 1)]
    [InlineData("(1),(2) , (3)", 3)]
    [InlineData("(1,(2),(3))", 1)]
    [InlineData("(')'),('(')", 2)]
    [InlineData("('it''s),('),(\"),(\")", 2)]
    [InlineData(@"('\'),('),('\\'),('\\\')')", 3)]
    [InlineData("(NOW()),(CONCAT('(','x'))", 2)]
    [InlineData("()", 1)]
    [InlineData("", 0)]
    [InlineData("('cut", 1)]
    [InlineData("('cut\\", 1)]
    [InlineData("(1,2) ON DUPLICATE KEY UPDATE a=VALUES(a), b=(b+1)", 1)]
    [InlineData("(1,2),(3,4) AS new(a,b) ON DUPLICATE KEY UPDATE a=new.a", 2)]
    public void Count_Values_RowsOnly(string values, long rows) => Assert.Equal(rows, SqlRows.Count(Dump.Bytes(values)));
}
