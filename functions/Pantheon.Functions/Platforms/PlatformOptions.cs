using System.ComponentModel.DataAnnotations;
using MySqlConnector;

namespace Pantheon.Functions.Platforms;

/// <summary>Section <c>Platform</c>.</summary>
public sealed record PlatformOptions : IValidatableObject
{
    /// <summary>Key <c>Platform:Kind</c>: where sites are moved to. This version knows Local.</summary>
    [RegularExpression("^Local$", ErrorMessage = "Platform:Kind must be Local.")]
    public string Kind { get; init; } = "Local";

    /// <summary>Section <c>Platform:Local</c>.</summary>
    public LocalPlatformOptions Local { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!IsConnectionString(Local.MySql))
            yield return new("Platform:Local:MySql must be a connection string, such as Server=127.0.0.1;User ID=pantheon;Password=...");
    }

    private static bool IsConnectionString(string text)
    {
        try
        {
            return text.Length == 0 || new MySqlConnectionStringBuilder(text).Server.Length > 0;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidOperationException or OverflowException)
        {
            return false;
        }
    }
}
