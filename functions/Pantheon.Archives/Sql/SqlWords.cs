using System.Text;

namespace Pantheon.Archives.Sql;

/// <summary>Reads the first words of a statement: keywords, names and marks, with comments left out and conditional ones opened.</summary>
public ref struct SqlWords(ReadOnlySpan<byte> statement)
{
    private readonly ReadOnlySpan<byte> statement = statement;
    private int position;

    /// <summary>Where the next word begins, at the latest.</summary>
    public readonly int Position => position;

    /// <summary>Where the last word begins.</summary>
    public int WordAt { get; private set; }

    /// <summary>The next word: a bare one in upper case, a quoted name as <c>`name</c>, a mark as itself; empty at the end.</summary>
    public string Next()
    {
        SkipBlanks();
        WordAt = position;
        if (position >= statement.Length)
            return string.Empty;
        var first = statement[position];
        if (first is (byte)'`' or (byte)'"' or (byte)'\'')
            return ReadQuoted(first);
        var from = position;
        while (position < statement.Length && IsWord(statement[position]))
            position++;
        if (position == from)
            return ((char)statement[position++]).ToString();
        return Encoding.UTF8.GetString(statement[from..position]).ToUpperInvariant();
    }

    /// <summary>The next word as a name, with its case; qualifying names before a dot are told apart.</summary>
    public (string? Database, string Name) NextName()
    {
        SkipBlanks();
        var name = NameHere();
        SkipBlanks();
        if (position < statement.Length && statement[position] == '.')
        {
            position++;
            SkipBlanks();
            return (name, NameHere());
        }

        return (null, name);
    }

    private string NameHere()
    {
        if (position < statement.Length && statement[position] is (byte)'`' or (byte)'"')
            return ReadQuoted(statement[position])[1..];
        var from = position;
        while (position < statement.Length && IsWord(statement[position]))
            position++;
        return Encoding.UTF8.GetString(statement[from..position]);
    }

    private string ReadQuoted(byte quote)
    {
        var text = new StringBuilder("`");
        var from = ++position;
        while (position < statement.Length)
        {
            if (statement[position] == quote)
            {
                text.Append(Encoding.UTF8.GetString(statement[from..position]));
                position++;
                if (position >= statement.Length || statement[position] != quote)
                    return text.ToString();
                text.Append((char)quote);
                from = position + 1;
            }

            // Backslashes escape in strings, not in names.
            if (quote != (byte)'`' && statement[position] == '\\')
                position++;
            position++;
        }

        position = statement.Length;
        return text.Append(Encoding.UTF8.GetString(statement[Math.Min(from, statement.Length)..])).ToString();
    }

    private void SkipBlanks()
    {
        while (position < statement.Length)
        {
            var rest = statement[position..];
            if (rest[0] <= ' ')
                position++;
            else if (rest.StartsWith("/*!"u8) || rest.StartsWith("/*M!"u8))
                SkipConditionalOpening(rest);
            else if (rest.StartsWith("*/"u8))
                position += 2;
            else if (rest.StartsWith("/*"u8))
                position += rest.IndexOf("*/"u8) is >= 0 and var close ? close + 2 : rest.Length;
            else if (rest[0] == '#' || (rest.StartsWith("--"u8) && (rest.Length == 2 || rest[2] <= ' ')))
                position += rest.IndexOf((byte)'\n') is >= 0 and var line ? line + 1 : rest.Length;
            else
                return;
        }
    }

    private void SkipConditionalOpening(ReadOnlySpan<byte> rest)
    {
        var length = rest.IndexOf((byte)'!') + 1;
        var digits = 0;
        while (length < rest.Length && rest[length] is >= (byte)'0' and <= (byte)'9')
            (length, digits) = (length + 1, digits + 1);
        // MariaDB's sandbox mark names a version that never comes: its content is a comment to every server.
        if (rest[..length].EndsWith("999999"u8) && digits == 6)
            position += rest.IndexOf("*/"u8) is >= 0 and var close ? close + 2 : rest.Length;
        else
            position += length;
    }

    private static bool IsWord(byte c) => c is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9')
        or (byte)'_' or (byte)'$' or >= 0x80;
}
