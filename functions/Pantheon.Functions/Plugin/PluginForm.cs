using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;
using Pantheon.Functions.Http;

namespace Pantheon.Functions.Plugin;

/// <summary>
/// What the real plugin's form says, as far as it is needed. Its secret and the HTTP passwords that it may carry are not read at all. Never
/// logged: the token is in it. Source: the plugin bv-pantheon-migration, 5.56.
/// </summary>
/// <param name="SiteName">The new site's name, also taken from an address of it; empty where it was left empty.</param>
/// <param name="Token">The machine token as it was typed.</param>
/// <param name="SourceUrl">The old site's address as the plugin knows it; null where it tells none.</param>
internal sealed record PluginForm(string SiteName, string Token, Uri? SourceUrl)
{
    private static readonly string[] SourceFields = ["homeurl", "url", "siteurl"];
    private static readonly string[] Environments = ["dev-", "test-", "live-"];
    private static readonly string[] PlatformDomains = [".pantheonsite.io", ".pantheon.io"];

    /// <summary>Reads the form.</summary>
    /// <exception cref="ProblemException">413: it is too long.</exception>
    internal static async Task<PluginForm> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = Encoding.UTF8.GetString(await RequestBody.ReadAsync(request, cancellationToken));
        Dictionary<string, StringValues> fields;
        try
        {
            using var reader = new FormReader(body);
            fields = await reader.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException)
        {
            fields = []; // more fields than any form has
        }

        string Field(string name) => fields.TryGetValue(name, out var values) ? values.ToString().Trim() : string.Empty;
        var source = SourceFields.Select(Field).FirstOrDefault(value => value.Length > 0);
        return new(NameOf(Field("newurl")), Field("machine_token"), Uri.TryCreate(source, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null);
    }

    /// <summary>Whether two addresses are of the same site: scheme, www and a slash at the end aside.</summary>
    internal static bool IsSameSite(Uri a, Uri b)
    {
        static string Bare(Uri url) => (url.IdnHost.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? url.IdnHost[4..] : url.IdnHost).ToLowerInvariant()
            + (url.IsDefaultPort ? string.Empty : $":{url.Port}") + url.AbsolutePath.TrimEnd('/');
        return Bare(a) == Bare(b);
    }

    /// <summary>Without the token.</summary>
    public override string ToString() => $"The plugin's form for {SiteName}";

    private static string NameOf(string typed)
    {
        var name = Uri.TryCreate(typed, UriKind.Absolute, out var url) && url.Host.Length > 0 ? url.Host : typed.Split('/')[0];
        if (Array.Find(PlatformDomains, domain => name.EndsWith(domain, StringComparison.OrdinalIgnoreCase)) is not { } platform)
            return name;
        name = name[..^platform.Length];
        var environment = Array.Find(Environments, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
        return environment is null ? name : name[environment.Length..];
    }
}
