using System.Text;
using System.Text.Unicode;
using Pantheon.Archives.Sql;

namespace Pantheon.Functions.Platforms.Local;

/// <summary>
/// Turns a dump's bytes into the text that a UTF-8 session sends. Strings that are not UTF-8 (blobs, and texts of dumps in another
/// character set) become hexadecimal literals, so that their bytes arrive as they were.
/// </summary>
internal sealed class DumpText
{
    private readonly Dictionary<string, string?> kept = new(StringComparer.Ordinal);
    private string? introducer;

    /// <summary>Whether the statement says in which character set the dump is written: noted here, not run.</summary>
    internal bool ChangesCharacterSet(ReadOnlySpan<byte> statement, SqlStatement parsed)
    {
        if (parsed.Kind != SqlStatementKind.Set)
            return false;
        var words = new SqlWords(statement);
        words.Next();
        var what = words.Next();
        if (what == "@")
            Keep(ref words);
        if (what is not ("NAMES" or "CHARACTER_SET_CLIENT"))
            return false;
        var charset = words.Next();
        if (charset == "=")
            charset = words.Next();
        charset = charset.TrimStart('`').ToLowerInvariant();
        // Dumps turn to UTF-8 for each CREATE TABLE and back by a variable. The session itself never leaves UTF-8.
        if (charset == "@")
            introducer = kept.GetValueOrDefault(words.Next());
        else
            introducer = charset.StartsWith("utf8", StringComparison.Ordinal) || charset is "" or "default" or "binary" ? null : $"_{charset} ";
        return true;
    }

    // SET @name = @@character_set_client
    private void Keep(ref SqlWords words)
    {
        var name = words.Next();
        if (words.Next() == "=" && words.Next() == "@" && words.Next() == "@" && words.Next() == "CHARACTER_SET_CLIENT")
            kept[name] = introducer;
    }

    internal string Decode(ReadOnlySpan<byte> statement)
    {
        if (Utf8.IsValid(statement) && (introducer is null || Ascii.IsValid(statement)))
            return Encoding.UTF8.GetString(statement);

        var text = new StringBuilder(statement.Length + 256);
        while (statement.IndexOfAny((byte)'\'', (byte)'"') is >= 0 and var at)
        {
            text.Append(Encoding.UTF8.GetString(statement[..at]));
            var length = LengthOfString(statement[at..]);
            var literal = statement.Slice(at, length);
            if (Utf8.IsValid(literal) && (introducer is null || Ascii.IsValid(literal)))
                text.Append(Encoding.UTF8.GetString(literal));
            else
                text.Append(HasIntroducer(text) ? null : introducer).Append("X'").Append(Convert.ToHexString(Unescape(literal[1..^1], literal[0]))).Append('\'');
            statement = statement[(at + length)..];
        }

        return text.Append(Encoding.UTF8.GetString(statement)).ToString();
    }

    // _binary '...': the literal says for itself what it is.
    private static bool HasIntroducer(StringBuilder text)
    {
        var end = text.Length;
        while (end > 0 && char.IsWhiteSpace(text[end - 1]))
            end--;
        var start = end;
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
            start--;
        return start < end && text[start] == '_';
    }

    private static int LengthOfString(ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == text[0] && (i + 1 >= text.Length || text[i + 1] != text[0]))
                return i + 1;
            else if (text[i] == text[0])
                i++;
        }

        return text.Length;
    }

    private static byte[] Unescape(ReadOnlySpan<byte> literal, byte quote)
    {
        var bytes = new byte[literal.Length];
        var length = 0;
        for (var i = 0; i < literal.Length; i++)
        {
            var c = literal[i];
            if (c == '\\' && i + 1 < literal.Length)
                c = literal[++i] switch
                {
                    (byte)'0' => 0,
                    (byte)'b' => 8,
                    (byte)'n' => 10,
                    (byte)'r' => 13,
                    (byte)'t' => 9,
                    (byte)'Z' => 26,
                    var other => other,
                };
            else if (c == quote)
                i++;
            bytes[length++] = c;
        }

        return bytes[..length];
    }
}
