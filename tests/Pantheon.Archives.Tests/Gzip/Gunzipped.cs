using Pantheon.Archives.Gzip;

namespace Pantheon.Archives.Tests.Gzip;

/// <summary>A gzip as it was read, whole.</summary>
internal static class Gunzipped
{
    internal static byte[] Read(byte[] gzip) => Read(new MemoryStream(gzip));

    internal static byte[] Read(Stream gzip)
    {
        using var stream = new GunzipStream(gzip);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    internal static string Refusal(byte[] gzip) => Assert.Throws<InvalidDataException>(() => Read(gzip)).Message;
}
