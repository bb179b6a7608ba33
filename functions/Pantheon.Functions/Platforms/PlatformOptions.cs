using System.ComponentModel.DataAnnotations;
using MySqlConnector;
using Pantheon.Functions.Platforms.Remote;

namespace Pantheon.Functions.Platforms;

/// <summary>Section <c>Platform</c>.</summary>
public sealed record PlatformOptions : IValidatableObject
{
    /// <summary>Key <c>Platform:Kind</c>: where sites are moved to.</summary>
    [EnumDataType(typeof(PlatformKind), ErrorMessage = "Platform:Kind must be Local or Pantheon.")]
    public PlatformKind Kind { get; init; } = PlatformKind.Local;

    /// <summary>Section <c>Platform:Local</c>.</summary>
    public LocalPlatformOptions Local { get; init; } = new();

    /// <summary>Section <c>Platform:Pantheon</c>.</summary>
    public PantheonOptions Pantheon { get; init; } = new();

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Kind == PlatformKind.Pantheon && Pantheon.MachineToken.Length == 0)
            yield return new("Platform:Kind is Pantheon: set Platform:Pantheon:MachineToken.");
        if (Kind == PlatformKind.Pantheon && !Pantheon.IsSafe)
            yield return new("Platform:Pantheon:BaseAddress must begin with https://.");
        if (Kind == PlatformKind.Pantheon && Pantheon.PartsProblem() is { } problem)
            yield return new(problem);
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
