using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Identity;

/// <summary>The bearer token of a request.</summary>
internal static class Bearer
{
    /// <summary>The token; null where the request carries none.</summary>
    internal static string? Of(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? header[Scheme.Length..].Trim() : null;
    }
}
