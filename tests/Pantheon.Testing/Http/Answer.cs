using System.Text;

namespace Pantheon.Testing;

/// <summary>What <see cref="ArchiveServer"/> answers at a path: a well-behaved download, and one switch for each way of misbehaving.</summary>
public sealed record Answer
{
    public ServedContent Content { get; init; } = ServedContent.Empty;

    /// <summary>The status of a whole answer; a range that is honoured answers 206 in place of 200.</summary>
    public int Status { get; init; } = 200;

    public string ContentType { get; init; } = "application/octet-stream";

    /// <summary>With its quotes; null sends none.</summary>
    public string? ETag { get; init; }

    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Null sends none.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The Location header: a path of this server or an absolute URL. Goes with a status of 301 to 308.</summary>
    public string? Location { get; init; }

    /// <summary>False: HEAD answers 405, as many share hosts do.</summary>
    public bool Head { get; init; } = true;

    /// <summary>False: a Range header is ignored, and Accept-Ranges isn't sent.</summary>
    public bool Ranges { get; init; } = true;

    /// <summary>True: no Content-Length, the body is chunked.</summary>
    public bool Chunked { get; init; }

    /// <summary>A Content-Length other than the body's. A larger one ends in a connection closed early, a smaller one in a body cut to it.</summary>
    public long? ClaimedLength { get; init; }

    /// <summary>The connection is closed after this many bytes of a GET's body, all of which arrive.</summary>
    public long? DropAfter { get; init; }

    /// <summary>How many GETs of the path are dropped; those after them are answered in full.</summary>
    public int DropTimes { get; init; } = int.MaxValue;

    /// <summary>After this many bytes of a GET's body nothing more comes until the server is disposed or the client leaves.</summary>
    public long? StallAfter { get; init; }

    /// <summary>How many GETs of the path stall; those after them are answered in full.</summary>
    public int StallTimes { get; init; } = int.MaxValue;

    /// <summary>Further headers, such as Content-Disposition.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public static Answer File(string path) => new() { Content = ServedContent.FromFile(path) };

    public static Answer Bytes(byte[] bytes) => new() { Content = ServedContent.From(bytes) };

    /// <summary>The page that a share host shows in place of the file.</summary>
    public static Answer Html(string html, int status = 200) =>
        new() { Content = ServedContent.From(Encoding.UTF8.GetBytes(html)), ContentType = "text/html; charset=utf-8", Status = status, Ranges = false };

    public static Answer Error(int status, TimeSpan? retryAfter = null) => Html($"<h1>{status}</h1>", status) with { RetryAfter = retryAfter };

    public static Answer Redirect(string location, int status = 302) => new() { Location = location, Status = status, Ranges = false };
}
