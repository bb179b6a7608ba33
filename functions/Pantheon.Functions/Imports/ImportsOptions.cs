using System.ComponentModel.DataAnnotations;

namespace Pantheon.Functions.Imports;

/// <summary>Section <c>Imports</c>.</summary>
public sealed record ImportsOptions
{
    /// <summary>Key <c>Imports:SessionsPlugin</c>: address or path of the WordPress Native PHP Sessions plugin's zip. Empty leaves it out.</summary>
    [Required(AllowEmptyStrings = true)]
    public string SessionsPlugin { get; init; } = "https://downloads.wordpress.org/plugin/wp-native-php-sessions.zip";
}
