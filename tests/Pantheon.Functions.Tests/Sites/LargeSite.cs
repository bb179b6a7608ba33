namespace Pantheon.Functions.Tests.Sites;

/// <summary>A WordPress whose archive has several blocks: a film among the uploads that doesn't compress.</summary>
internal static class LargeSite
{
    private const int Film = 20 << 20;

    private static readonly Lazy<byte[]> Made = new(() => SampleSites.WordPress().File("wp-content/uploads/film.mp4", Noise(Film)).ToTarGzip());

    /// <summary>The archive, made once: two blocks and a part of a third.</summary>
    internal static byte[] Archive => Made.Value;

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(42).NextBytes(bytes);
        return bytes;
    }
}
