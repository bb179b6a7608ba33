using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Pantheon.Archives.Tests.Building;

/// <summary>Writes zips byte by byte, also such as no honest tool would write.</summary>
internal sealed class ZipBuilder
{
    private readonly List<byte> zip = [];
    private readonly List<byte> directory = [];
    private ushort count;

    internal ZipBuilder File(string name, string content = "", int unixMode = 0) => File(name, Encoding.UTF8.GetBytes(content), unixMode);

    internal ZipBuilder File(string name, byte[] content, int unixMode = 0) => Entry(new(name) { Content = content, UnixMode = unixMode });

    internal ZipBuilder Symlink(string name, string target) =>
        Entry(new(name) { Content = Encoding.UTF8.GetBytes(target), UnixMode = 0xA1FF });

    internal ZipBuilder Entry(ZipEntry entry)
    {
        var name = Encoding.UTF8.GetBytes(entry.Name);
        var stored = entry.Deflate ? Deflate(entry.Content) : entry.Content;
        var offset = (uint)zip.Count;
        var common = new byte[26];
        U16(common, 0, 20);
        U16(common, 2, (ushort)(0x0800 | entry.Flags));
        U16(common, 4, entry.Method ?? (ushort)(entry.Deflate ? 8 : 0));
        U16(common, 6, (12 << 11) | (30 << 5) | 21);
        U16(common, 8, ((2024 - 1980) << 9) | (2 << 5) | 29);
        U32(common, 10, entry.Crc ?? Crc32(entry.Content));
        U32(common, 14, (uint)stored.Length);
        U32(common, 18, entry.Size ?? (uint)entry.Content.Length);
        U16(common, 22, (ushort)name.Length);
        zip.AddRange("PK\x3\x4"u8);
        zip.AddRange(common);
        zip.AddRange(name);
        zip.AddRange(stored);
        return Listing(entry, common, name, offset);
    }

    private ZipBuilder Listing(ZipEntry entry, byte[] common, byte[] name, uint offset)
    {
        var rest = new byte[14];
        U32(rest, 6, ((uint)entry.UnixMode << 16) | entry.DosAttributes);
        U32(rest, 10, offset);
        for (var i = 0; i < entry.Listed; i++)
        {
            directory.AddRange("PK\x1\x2"u8);
            directory.AddRange([20, entry.UnixMode == 0 ? (byte)0 : (byte)3]);
            directory.AddRange(common);
            directory.AddRange(rest);
            directory.AddRange(name);
            count++;
        }

        return this;
    }

    internal byte[] ToZip()
    {
        var end = new byte[18];
        U16(end, 4, count);
        U16(end, 6, count);
        U32(end, 8, (uint)directory.Count);
        U32(end, 12, (uint)zip.Count);
        return [.. zip, .. directory, .. "PK\x5\x6"u8, .. end];
    }

    private static byte[] Deflate(byte[] content)
    {
        var bytes = new MemoryStream();
        using (var deflate = new DeflateStream(bytes, CompressionLevel.Optimal))
            deflate.Write(content);
        return bytes.ToArray();
    }

    private static uint Crc32(byte[] content)
    {
        var crc = uint.MaxValue;
        foreach (var b in content)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
        }

        return ~crc;
    }

    private static void U16(byte[] bytes, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), value);

    private static void U32(byte[] bytes, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(at), value);
}
