using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Pantheon.Archives.Reading;

namespace Pantheon.Archives.Downloads;

/// <summary>Opens archives on the internet: guarded, redirect by redirect, with every refusal told by a code.</summary>
public sealed class ArchiveDownloader(HttpClient http, DownloadOptions options, TimeProvider time)
{
    /// <summary>A downloader with a guarded client, made once for the app.</summary>
    public static ArchiveDownloader Create(DownloadOptions options, TimeProvider time) =>
        new(new HttpClient(GuardedHandler.Create(options)) { Timeout = Timeout.InfiniteTimeSpan }, options, time);

    /// <summary>Opens an archive.</summary>
    /// <exception cref="ArchiveException">archive.notFound, archive.unreachable or archive.privateAddress: another address is needed.</exception>
    /// <exception cref="TransferException">Try again.</exception>
    public Task<RemoteArchive> OpenAsync(Uri url, CancellationToken cancellationToken) => OpenAsync(url, static _ => { }, cancellationToken);

    /// <summary>Opens a part of an archive, of this version of it and no other.</summary>
    /// <param name="url">Where it is.</param>
    /// <param name="from">The first byte.</param>
    /// <param name="to">The last byte.</param>
    /// <param name="version">As the probe told it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArchiveException">archive.changedWhileCopied: it is another version by now. Others as for the whole.</exception>
    /// <exception cref="TransferException">Try again.</exception>
    public async Task<RemoteArchive> OpenRangeAsync(Uri url, long from, long to, ArchiveVersion version, CancellationToken cancellationToken)
    {
        var part = await OpenAsync(
            url,
            request =>
            {
                request.Headers.Range = new RangeHeaderValue(from, to);
                if (version.HasStrongETag)
                    request.Headers.IfRange = RangeConditionHeaderValue.Parse(version.ETag!);
                else if (version.LastModified is { } modified)
                    request.Headers.IfRange = new RangeConditionHeaderValue(modified);
            },
            cancellationToken);
        if (part.IsPart && part.From == from && !part.Version.Contradicts(version))
            return part;
        var (told, wasPart) = (part.Version, part.IsPart);
        await part.DisposeAsync();
        throw told.Contradicts(version) || !wasPart
            ? new ArchiveException(
                FindingCode.ChangedWhileCopied, "The file at the address is not the one that the copy began with. Leave it as it is until it is copied, and give its address again.")
            : new TransferException("The source answered with another part than was asked for.");
    }

    /// <summary>Takes a first look: version, ranges, and what the first bytes say.</summary>
    /// <exception cref="ArchiveException">archive.format, with the page's title, where it is a web page. Others as for the whole.</exception>
    /// <exception cref="TransferException">Try again.</exception>
    public async Task<ArchiveProbe> ProbeAsync(Uri url, CancellationToken cancellationToken)
    {
        await using var first = await OpenAsync(
            url, static request => request.Headers.Range = new RangeHeaderValue(0, WebPage.HeadLength - 1), cancellationToken);
        var head = new byte[WebPage.HeadLength];
        var length = await first.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var format = ArchiveSniffer.Sniff(head.AsSpan(0, Math.Min(length, ArchiveSniffer.HeaderLength)));
        if (format == ArchiveFormat.Html)
            throw new ArchiveException(
                FindingCode.Format,
                $"The address leads to a web page{WebPage.TitleOf(head.AsSpan(0, length))}, not to the file itself. Use a direct download link.");
        return new(first.Version, first.IsPart && first.Version.Length is not null, format) { FileName = first.FileName, ContentType = first.ContentType };
    }

    private async Task<RemoteArchive> OpenAsync(Uri url, Action<HttpRequestMessage> configure, CancellationToken cancellationToken)
    {
        for (var redirects = 0; ; redirects++)
        {
            CheckPlace(url);
            var response = await SendAsync(url, configure, cancellationToken);
            try
            {
                if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.PartialContent)
                {
                    var content = await response.Content.ReadAsStreamAsync(cancellationToken);
                    return new RemoteArchive(response, new StallGuardStream(content, options.StallTimeout, time));
                }

                url = RedirectOf(response, url) ?? throw Refused(response, url);
                if (redirects == options.MaxRedirects)
                    throw new ArchiveException(FindingCode.Unreachable, $"The address redirects more than {options.MaxRedirects} times.");
                response.Dispose();
            }
            catch
            {
                response.Dispose();
                throw;
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(Uri url, Action<HttpRequestMessage> configure, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(options.StallTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("Pantheon.Functions", "1.0"));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
        configure(request);
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (HttpRequestException e) when (e.InnerException is ArchiveException refused)
        {
            throw new ArchiveException(refused.Code, refused.Message, e);
        }
        catch (HttpRequestException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData })
        {
            throw new ArchiveException(FindingCode.Unreachable, $"There is no host '{url.Host}'. Check the address.", e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.SecureConnectionError)
        {
            throw new ArchiveException(FindingCode.Unreachable, $"'{url.Host}' has no valid certificate.", e);
        }
        catch (HttpRequestException e)
        {
            throw new TransferException($"'{url.Host}' can't be reached: {e.HttpRequestError}.", null, e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TransferException($"'{url.Host}' did not answer in time.", null, e);
        }
    }

    private void CheckPlace(Uri url)
    {
        if (url.Scheme is not ("http" or "https"))
            throw new ArchiveException(FindingCode.Unreachable, $"The address leads to '{url.Scheme}:', which is not downloaded from.");
        if (!options.AllowedPorts.Contains(url.Port) && !options.Allows(url.IdnHost, url.Port))
            throw new ArchiveException(
                FindingCode.PrivateAddress, $"Port {url.Port} is not downloaded from. Use the usual ones of http and https, "
                + $"or have the operator name '{url.Host}:{url.Port}' in Archives:AllowedPrivateHosts.");
    }

    private static Uri? RedirectOf(HttpResponseMessage response, Uri url) =>
        (int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } location
        && Uri.TryCreate(url, location, out var next)
            ? next
            : null;

    private Exception Refused(HttpResponseMessage response, Uri url) => (int)response.StatusCode switch
    {
        404 or 410 => new ArchiveException(
            FindingCode.NotFound, $"'{url.Host}' answered {(int)response.StatusCode}: there is nothing at this address. The link must be direct and public."),
        401 or 403 => new ArchiveException(
            FindingCode.Unreachable, $"'{url.Host}' answered {(int)response.StatusCode}: the link has expired or is not public. Make a new public link."),
        416 => new ArchiveException(FindingCode.Format, "The file at the address is empty."),
        408 or 425 or 429 or >= 500 => new TransferException(
            $"'{url.Host}' answered {(int)response.StatusCode}.", RetryAfterOf(response)),
        var status => new ArchiveException(FindingCode.Unreachable, $"'{url.Host}' answered {status} where an archive should be."),
    };

    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > time.GetUtcNow() => date - time.GetUtcNow(),
        { Date: not null } => TimeSpan.Zero,
        _ => null,
    };
}
