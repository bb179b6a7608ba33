namespace Pantheon.Functions.Migrations;

/// <summary>A step failed and would fail again: the attempt ends at once.</summary>
public class PermanentFailureException : Exception
{
    /// <summary>A failure.</summary>
    /// <param name="code">Stable code.</param>
    /// <param name="title">What kind of failure it is.</param>
    /// <param name="detail">What happened and what the owner can do. Holds no secret.</param>
    /// <param name="innerException">The cause, if any; its text is logged, not told.</param>
    public PermanentFailureException(string code, string title, string detail, Exception? innerException = null)
        : base(detail, innerException) => (Code, Title) = (code, title);

    /// <summary>Stable code.</summary>
    public string Code { get; }

    /// <summary>What kind of failure it is.</summary>
    public string Title { get; }
}
