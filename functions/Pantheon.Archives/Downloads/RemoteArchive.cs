using System.Net;

namespace Pantheon.Archives.Downloads;

/// <summary>An archive, or a part of one, that is being downloaded. Dispose it to end the connection.</summary>
public sealed class RemoteArchive : IAsyncDisposable
{
    private readonly HttpResponseMessage response;

    internal RemoteArchive(HttpResponseMessage response, Stream content) => (this.response, Content) = (response, content);

    /// <summary>Its bytes.</summary>
    public Stream Content { get; }

    /// <summary>How many there are; null where the source does not tell.</summary>
    public long? Length => response.Content.Headers.ContentLength;

    /// <summary>The file's name as the source tells it, or as its address ends, without any directory; null where neither does.</summary>
    public string? FileName
    {
        get
        {
            var told = response.Content.Headers.ContentDisposition is { } disposition ? disposition.FileNameStar ?? disposition.FileName : null;
            var name = (told?.Trim('"') ?? Uri.UnescapeDataString(response.RequestMessage?.RequestUri?.AbsolutePath ?? string.Empty)).Split('/', '\\')[^1];
            var shown = new string([.. name.Where(c => !char.IsControl(c)).Take(255)]);
            return shown.Length > 0 ? shown : null;
        }
    }

    /// <summary>What the source says it is; null where it says nothing.</summary>
    public string? ContentType => response.Content.Headers.ContentType?.MediaType;

    /// <summary>Whether this is the part that was asked for, not the whole.</summary>
    public bool IsPart => response.StatusCode == HttpStatusCode.PartialContent;

    /// <summary>Where the part begins in the whole; 0 for the whole.</summary>
    public long From => response.Content.Headers.ContentRange?.From ?? 0;

    /// <summary>Which version of the whole it is from.</summary>
    public ArchiveVersion Version => new(
        IsPart ? response.Content.Headers.ContentRange?.Length : Length,
        response.Headers.ETag?.ToString(),
        response.Content.Headers.LastModified);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        response.Dispose();
    }
}
