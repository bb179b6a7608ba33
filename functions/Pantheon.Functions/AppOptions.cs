using System.ComponentModel.DataAnnotations;

namespace Pantheon.Functions;

/// <summary>Settings at the configuration's root.</summary>
public sealed record AppOptions
{
    /// <summary>Where the embedded host and the file-based stores keep their data. Key <c>DataDirectory</c>.</summary>
    [Required(AllowEmptyStrings = false)]
    public string DataDirectory { get; init; } = ".pantheon";

    /// <summary>The address under which people reach the service, for links in emails. Key <c>PublicUrl</c>; empty means the first of <c>urls</c>.</summary>
    [RegularExpression("^(|https?://[^/].*)$", ErrorMessage = "PublicUrl must begin with http:// or https://.")]
    public string PublicUrl { get; init; } = string.Empty;

    /// <summary>Addresses that are listened on, separated by semicolons. Key <c>urls</c>.</summary>
    public string Urls { get; init; } = "http://127.0.0.1:7071";

    /// <summary>The address for links, without a slash at its end.</summary>
    public string LinkBase => (PublicUrl.Length > 0 ? PublicUrl : Urls.Split(';')[0]).TrimEnd('/');

    /// <summary>A path below the data directory.</summary>
    public string PathOf(params string[] parts) => Path.GetFullPath(Path.Combine([DataDirectory, .. parts]));
}
