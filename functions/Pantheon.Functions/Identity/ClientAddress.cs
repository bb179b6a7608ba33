using Microsoft.AspNetCore.Http;

namespace Pantheon.Functions.Identity;

/// <summary>The address that a request comes from.</summary>
internal static class ClientAddress
{
    // App Service's front end sets it for every app, and appends the caller to X-Forwarded-For; elsewhere that header is anybody's word.
    private static bool IsBehindFrontEnd => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WEBSITE_SITE_NAME"));

    /// <summary>The address as text; "unknown" where there is none.</summary>
    internal static string Of(HttpContext http)
    {
        var forwarded = IsBehindFrontEnd ? http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim() : string.Empty;
        return forwarded.Length > 0 ? WithoutPort(forwarded) : http.Connection.RemoteIpAddress?.ToString() ?? "unknown";
    }

    private static string WithoutPort(string address) =>
        System.Net.IPEndPoint.TryParse(address, out var endPoint) ? endPoint.Address.ToString() : address;
}
