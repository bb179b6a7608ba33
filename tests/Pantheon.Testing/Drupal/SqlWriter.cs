using System.Globalization;
using System.Text;

namespace Pantheon.Testing;

/// <summary>SQL text as bytes: a dump holds binary values as they are, so it is no valid UTF-8.</summary>
internal sealed class SqlWriter
{
    private readonly List<byte> bytes = [];

    internal byte[] ToArray() => bytes.ToArray();

    internal SqlWriter Text(string sql)
    {
        bytes.AddRange(Encoding.UTF8.GetBytes(sql));
        return this;
    }

    /// <summary>Writes a value as mysqldump does.</summary>
    internal void Value(object? value)
    {
        switch (value)
        {
            case null:
                Text("NULL");
                break;
            case string text:
                Quoted(Encoding.UTF8.GetBytes(text));
                break;
            case byte[] binary:
                Text("_binary ");
                Quoted(binary);
                break;
            default:
                Text(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
        }
    }

    private void Quoted(byte[] value)
    {
        bytes.Add((byte)'\'');
        foreach (var octet in value)
        {
            var escape = octet switch
            {
                0 => '0',
                (byte)'\n' => 'n',
                (byte)'\r' => 'r',
                (byte)'\\' => '\\',
                (byte)'\'' => '\'',
                (byte)'"' => '"',
                0x1A => 'Z',
                _ => '\0',
            };
            if (escape == '\0')
            {
                bytes.Add(octet);
                continue;
            }

            bytes.Add((byte)'\\');
            bytes.Add((byte)escape);
        }

        bytes.Add((byte)'\'');
    }
}
