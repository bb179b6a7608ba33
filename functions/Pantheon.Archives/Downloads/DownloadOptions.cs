using System.Net;

namespace Pantheon.Archives.Downloads;

/// <summary>What a download may reach and how long it waits.</summary>
public sealed record DownloadOptions
{
    /// <summary>Hosts that may be at private addresses: names or literal addresses, as they stand in the URL, optionally with a port.</summary>
    public IReadOnlyList<string> AllowedPrivateHosts { get; init; } = [];

    /// <summary>Ports that may be asked, besides those named with an allowed host.</summary>
    public IReadOnlyList<int> AllowedPorts { get; init; } = [80, 443, 8080, 8443];

    /// <summary>Redirects that are followed.</summary>
    public int MaxRedirects { get; init; } = 5;

    /// <summary>Time to a connection and to the answer's headers.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>A read that brings no byte for so long counts as broken.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Finds a name's addresses; the system's own way, except in tests.</summary>
    internal Func<string, CancellationToken, Task<IPAddress[]>> Resolve { get; init; } = Dns.GetHostAddressesAsync;

    /// <param name="host">As a connection is made to it: IPv6 addresses without the brackets that they have in a URL.</param>
    /// <param name="port">The port.</param>
    internal bool Allows(string host, int port)
    {
        var inUrl = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        string[] names = [host, inUrl, $"{inUrl}:{port}"];
        return AllowedPrivateHosts.Any(allowed => names.Contains(allowed, StringComparer.OrdinalIgnoreCase));
    }
}
