namespace Pantheon.Testing;

/// <summary>Bytes that can be read from any offset.</summary>
/// <param name="Length">In bytes.</param>
/// <param name="OpenAt">Opens a stream at an offset; the caller disposes it.</param>
public sealed record ServedContent(long Length, Func<long, Stream> OpenAt)
{
    public static ServedContent Empty { get; } = From([]);

    public static ServedContent From(byte[] bytes) =>
        new(bytes.Length, offset => new MemoryStream(bytes, (int)offset, bytes.Length - (int)offset, writable: false));

    /// <summary>The file as it is at each request.</summary>
    public static ServedContent FromFile(string path) => new(new FileInfo(path).Length, offset =>
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        file.Position = offset;
        return file;
    });

    /// <summary>Bytes that nobody stores: byte i is i modulo 251, for archives larger than a test should write.</summary>
    public static ServedContent Pattern(long length) => new(length, offset => new PatternStream(offset, length));
}
