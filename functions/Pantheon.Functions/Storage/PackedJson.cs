using System.IO.Compression;
using System.Text.Json;
using Azure.Data.Tables;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Storage;

/// <summary>Values too long for a property of a table's row, which takes 64 KiB: gzip'd JSON in several, up to about 900 KiB.</summary>
internal static class PackedJson
{
    private const int PartBytes = 60 << 10;
    private const int MaxParts = 15;

    /// <summary>Puts a value into a row.</summary>
    /// <exception cref="InvalidOperationException">It is longer than a row can be.</exception>
    internal static void Write<T>(TableEntity row, T value)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
            JsonSerializer.Serialize(gzip, value, ApiJson.Options);
        var parts = packed.ToArray().Chunk(PartBytes).ToList();
        if (parts.Count > MaxParts)
            throw new InvalidOperationException($"A report of {packed.Length:N0} packed bytes is more than a row of a table takes.");
        for (var i = 0; i < parts.Count; i++)
            row[$"Part{i}"] = parts[i];
        row["Parts"] = parts.Count;
    }

    /// <summary>The value of a row.</summary>
    internal static T? Read<T>(TableEntity row)
    {
        using var packed = new MemoryStream();
        for (var i = 0; i < row.GetInt32("Parts"); i++)
            packed.Write(row.GetBinary($"Part{i}"));
        packed.Position = 0;
        using var gzip = new GZipStream(packed, CompressionMode.Decompress);
        return JsonSerializer.Deserialize<T>(gzip, ApiJson.Options);
    }
}
