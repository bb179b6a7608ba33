namespace Pantheon.Functions.Plugin;

/// <summary>What became of a message that was put into the inbox.</summary>
public enum InboxOutcome
{
    /// <summary>It is there now.</summary>
    New,

    /// <summary>It was there before.</summary>
    Known,

    /// <summary>Another message with its id was there before; it is refused.</summary>
    OtherBody,
}
