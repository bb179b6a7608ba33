using Pantheon.Archives.Gzip;

namespace Pantheon.Archives.Tests.Gzip;

/// <summary>Deflated data as it was read, without the checksum of a gzip, which refuses whatever was read wrongly.</summary>
internal static class Inflated
{
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    internal static byte[] Read(Stream deflated)
    {
        var (input, window, content) = (new BitInput(), new SlidingWindow(), new List<byte>());
        var inflater = new Inflater(input, window);
        for (var expansion = Expansion.NeedsInput; expansion != Expansion.Done;)
        {
            if (expansion == Expansion.NeedsInput)
            {
                if (input.IsLast)
                    throw BitInput.CutShort();
                input.Fill(deflated);
            }

            window.Slide();
            expansion = inflater.Expand();
            content.AddRange(window.Unread);
            window.Read(new byte[window.Unread.Length]);
        }

        return [.. content];
    }
}
