namespace Pantheon.Functions.Http;

/// <summary>A request that is refused; becomes application/problem+json.</summary>
public sealed class ProblemException : Exception
{
    /// <summary>A refusal.</summary>
    public ProblemException(int status, string code, string title, string? detail = null)
        : base(title) => (Status, Code, Detail) = (status, code, detail);

    /// <summary>HTTP status.</summary>
    public int Status { get; }

    /// <summary>Stable code.</summary>
    public string Code { get; }

    /// <summary>What to do about it.</summary>
    public string? Detail { get; }

    /// <summary>When to try again; null where trying again does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The answer's WWW-Authenticate; null for none.</summary>
    public string? Challenge { get; init; }
}
