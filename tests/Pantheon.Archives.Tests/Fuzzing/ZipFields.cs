namespace Pantheon.Archives.Tests.Fuzzing;

/// <summary>Damages a zip where its records say sizes, offsets, counts and methods.</summary>
internal static class ZipFields
{
    private static readonly byte[][] Values =
    [
        [0], [1], [9], [14], [0xFF, 0xFF], [0, 0], [8, 0], [0, 8], [0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF], [0xFE, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F],
        [0, 0, 0, 0x80], [0, 0, 0, 0], [30, 0, 0, 0], [0, 16, 0, 0], [0, 0, 0xFF, 0xA1], [0, 0, 0xED, 0x41],
        [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F], [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0, 0, 0, 0, 0x80], [5, 0, 0, 0, 0, 0, 0, 0],
    ];

    /// <summary>Another value in a field of the record that begins at or before this place.</summary>
    internal static byte[] Overwrite(byte[] zip, int at, int field, int value)
    {
        var record = zip.AsSpan(0, Math.Min(zip.Length, at + 2)).LastIndexOf("PK"u8);
        // Records have at most 56 bytes of fields, at even places mostly.
        return Mutation.Overwritten(zip, Math.Min(Math.Max(record, 0) + 4 + (field % 56 & ~1), zip.Length - 1), Values[value % Values.Length]);
    }
}
