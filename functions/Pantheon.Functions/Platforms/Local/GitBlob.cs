using System.Security.Cryptography;
using System.Text;

namespace Pantheon.Functions.Platforms.Local;

/// <summary>Git's ids of file contents.</summary>
internal static class GitBlob
{
    /// <summary>The id that git gives a blob of these bytes.</summary>
    internal static async Task<string> IdOfAsync(Stream content, long length, CancellationToken cancellationToken)
    {
#pragma warning disable CA5350 // git's own hash; it tells contents apart here, it guards nothing
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
#pragma warning restore CA5350
        hash.AppendData(Encoding.ASCII.GetBytes($"blob {length}\0"));
        var buffer = new byte[81920];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
            hash.AppendData(buffer, 0, read);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
