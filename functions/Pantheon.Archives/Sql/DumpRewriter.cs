using System.Text;
using System.Text.RegularExpressions;

namespace Pantheon.Archives.Sql;

/// <summary>Fits a statement to the platform: MyISAM and Aria become InnoDB, DEFINERs go, collations that MariaDB lacks are mapped, rows take a format that long indexes fit.</summary>
public static partial class DumpRewriter
{
    private const int Patience = 30_000; // milliseconds; a hostile statement must not hold the import for ever

    /// <summary>The statement as it is to be run. Most are returned as they are.</summary>
    public static ReadOnlyMemory<byte> Rewrite(ReadOnlyMemory<byte> statement, SqlStatementKind kind)
    {
        if (kind is not (SqlStatementKind.CreateTable or SqlStatementKind.AlterTable or SqlStatementKind.Program or SqlStatementKind.Set))
            return statement;
        // Latin-1 keeps every byte as it is; what is looked for is ASCII.
        var text = Encoding.Latin1.GetString(statement.Span);
        var rewritten = Telling().Replace(text, match =>
            match.Groups["engine"].Success ? "ENGINE=InnoDB"
            : match.Groups["format"].Success ? "ROW_FORMAT=DYNAMIC"
            : match.Groups["collation"].Success ? "utf8mb4_unicode_ci"
            // Only programs have one. In other statements what stands around it could become a comment where it goes, and text code.
            : match.Groups["definer"].Success && kind == SqlStatementKind.Program ? string.Empty
            : match.Value);
        return rewritten == text ? statement : Encoding.Latin1.GetBytes(rewritten);
    }

    // Quoted text and comments are matched first, so that nothing within them is taken for an option.
    // The older row formats end an index of utf8mb4 at 191 characters, the platform's own at 768.
    // MySQL 8's own collations are unknown to MariaDB before 11.4; mysqldump also sets them around views and programs.
    // The account of a DEFINER is one of the old host; without it the importing account owns the program.
    [GeneratedRegex(
        """
        '(?>[^'\\]+|\\.|'')*' | "(?>[^"\\]+|\\.|"")*" | `[^`]*`
        | --(?=[\x00-\x20])[^\n]* | \#[^\n]* | /\*(?!M?!).*?\*/
        | (?<definer>/\*!\d{5,6}\s+DEFINER\s*=\s*(`[^`]*`|'[^']*'|\w+)\s*@\s*(`[^`]*`|'[^']*'|[\w.%]+)\s*\*/ | \bDEFINER\s*=\s*(`[^`]*`|'[^']*'|\w+)\s*@\s*(`[^`]*`|'[^']*'|[\w.%]+))
        | (?<engine>\b(?:ENGINE|TYPE)\s*=\s*(?:MyISAM|Aria)\b)
        | (?<format>\bROW_FORMAT\s*=\s*(?:COMPACT|REDUNDANT|FIXED)\b)
        | (?<collation>\butf8mb4_(?:[a-z]+_)*0900_\w+\b)
        """,
        RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, Patience)]
    private static partial Regex Telling();
}
