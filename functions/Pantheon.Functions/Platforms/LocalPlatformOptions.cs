namespace Pantheon.Functions.Platforms;

/// <summary>Section <c>Platform:Local</c>.</summary>
public sealed record LocalPlatformOptions
{
    /// <summary>
    /// Key <c>Platform:Local:MySql</c>: connection string of a MariaDB or MySQL server on which a database a site is made.
    /// Empty keeps databases as checked dumps. The account should own the databases <c>pantheon_%</c> and nothing else.
    /// </summary>
    public string MySql { get; init; } = string.Empty;
}
