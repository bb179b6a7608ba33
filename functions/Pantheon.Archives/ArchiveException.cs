namespace Pantheon.Archives;

/// <summary>The archive can't be used as it is; trying again will not help.</summary>
public class ArchiveException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="code">One of <see cref="FindingCode"/>.</param>
    /// <param name="detail">What is wrong and what the site's owner can do, in a sentence or two. Holds no secret.</param>
    /// <param name="innerException">The cause, if any.</param>
    public ArchiveException(string code, string detail, Exception? innerException = null)
        : base(detail, innerException) => Code = code;

    /// <summary>One of <see cref="FindingCode"/>.</summary>
    public string Code { get; }

    /// <summary>The code's title.</summary>
    public string Title => FindingCode.TitleOf(Code);
}
