namespace Pantheon.Functions.Migrations;

/// <summary>A step failed in a way that may pass: it is tried again, first at once, then after longer and longer times.</summary>
public sealed class RetryableFailureException : Exception
{
    /// <inheritdoc cref="PermanentFailureException(string, string, string, Exception)"/>
    public RetryableFailureException(string code, string title, string detail, Exception? innerException = null)
        : base(detail, innerException) => (Code, Title) = (code, title);

    /// <summary>Stable code.</summary>
    public string Code { get; }

    /// <summary>What kind of failure it is.</summary>
    public string Title { get; }
}
