using System.Net;
using System.Net.Sockets;

namespace Pantheon.Archives.Downloads;

/// <summary>Makes HTTP handlers that connect to public addresses only. The check is made on the very address that is connected to.</summary>
public static class GuardedHandler
{
    /// <summary>A handler without cookies, proxies, credentials and redirects of its own.</summary>
    public static SocketsHttpHandler Create(DownloadOptions options) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        ConnectCallback = (context, cancellationToken) => ConnectAsync(options, context.DnsEndPoint, cancellationToken),
    };

    private static async ValueTask<Stream> ConnectAsync(DownloadOptions options, DnsEndPoint endPoint, CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(endPoint.Host, out var literal)
            ? [literal]
            : await options.Resolve(endPoint.Host, cancellationToken);
        // One private answer among public ones is enough to refuse: the name's owner chooses which one is taken.
        if (!options.Allows(endPoint.Host, endPoint.Port) && !Array.TrueForAll(addresses, PublicAddress.IsPublic))
            throw new ArchiveException(
                FindingCode.PrivateAddress,
                $"'{endPoint.Host}' leads to an address that is not on the public internet. Put the archive where everybody can download it, "
                + "or have the operator name the host in Archives:AllowedPrivateHosts.");

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
