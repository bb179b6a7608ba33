using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace Pantheon.Archives.Tests.Building;

/// <summary>A small zip written as one of more than 4 GiB would be: all sizes and offsets in 64 bits.</summary>
internal static class Zip64
{
    internal static byte[] OneEntry(string name, byte[] content)
    {
        byte[] called = Encoding.UTF8.GetBytes(name);
        byte[] common = [45, 0, 0, 8, 0, 0, 0, 0, 0x5D, 0x58, .. U32(Crc32.HashToUInt32(content)), .. U32(uint.MaxValue), .. U32(uint.MaxValue), .. U16(called.Length)];
        byte[] sizes = [.. U64(content.Length), .. U64(content.Length)];
        byte[] local = [.. "PK\x3\x4"u8, .. common, .. U16(20), .. called, .. U16(1), .. U16(16), .. sizes, .. content];
        byte[] directory =
        [
            .. "PK\x1\x2"u8, 45, 3, .. common, .. U16(28), .. U16(0), .. U16(0), .. U16(0), .. U32(0x81A4u << 16), .. U32(uint.MaxValue),
            .. called, .. U16(1), .. U16(24), .. sizes, .. U64(0),
        ];
        byte[] end = [.. "PK\x6\x6"u8, .. U64(44), 45, 3, 45, 0, .. U32(0), .. U32(0), .. U64(1), .. U64(1), .. U64(directory.Length), .. U64(local.Length)];
        byte[] locator = [.. "PK\x6\x7"u8, .. U32(0), .. U64(local.Length + directory.Length), .. U32(1)];
        byte[] last = [.. "PK\x5\x6"u8, .. U16(0), .. U16(0), .. U16(0xFFFF), .. U16(0xFFFF), .. U32(uint.MaxValue), .. U32(uint.MaxValue), .. U16(0)];
        return [.. local, .. directory, .. end, .. locator, .. last];
    }

    private static byte[] U16(int value) => Bytes(2, (ulong)value);

    private static byte[] U32(uint value) => Bytes(4, value);

    private static byte[] U64(long value) => Bytes(8, (ulong)value);

    private static byte[] Bytes(int count, ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes[..count];
    }
}
