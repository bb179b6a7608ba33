using System.Collections.Frozen;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Pantheon.Functions.Dashboard;

/// <summary>The dashboard's files, which lie in the assembly, ready to be sent: plain and gzip'd, each with its ETag.</summary>
internal static class DashboardAssets
{
    private const string Prefix = "dashboard/";

    private static readonly FrozenDictionary<string, string> Types = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, Asset> Assets = Load();

    /// <summary>A file; the browser keeps it and asks each time whether it is still the same.</summary>
    internal static IResult Send(HttpRequest request, string path)
    {
        if (!Assets.TryGetValue(path, out var asset))
            return Http.Answers.NotFound("page");
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.Vary = HeaderNames.AcceptEncoding;
        var isGzip = request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (isGzip)
            headers.ContentEncoding = "gzip";
        return Results.Bytes(isGzip ? asset.Gzip : asset.Content, asset.Type, entityTag: new EntityTagHeaderValue(isGzip ? asset.GzipETag : asset.ETag));
    }

    private static FrozenDictionary<string, Asset> Load()
    {
        var assembly = typeof(DashboardAssets).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(name => name[Prefix.Length..].Replace('\\', '/'), name =>
            {
                using var resource = assembly.GetManifestResourceStream(name)!;
                using var content = new MemoryStream();
                resource.CopyTo(content);
                return Asset.Of(content.ToArray(), Types[Path.GetExtension(name)]);
            });
    }

    private sealed record Asset(byte[] Content, byte[] Gzip, string Type, string ETag, string GzipETag)
    {
        internal static Asset Of(byte[] content, string type)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
                gzip.Write(content);
            var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..16];
            return new(content, packed.ToArray(), type, $"\"{hash}\"", $"\"{hash}-gzip\"");
        }
    }
}
