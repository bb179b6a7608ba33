namespace Pantheon.Functions.Email;

/// <summary>What an email tells.</summary>
public enum EmailKind
{
    /// <summary>The site is created; what to do next.</summary>
    Started,

    /// <summary>The archive is still awaited.</summary>
    Reminder,

    /// <summary>The archive's link expired while it was copied; a new one is needed.</summary>
    LinkExpired,

    /// <summary>Nobody gave an archive in time.</summary>
    Expired,

    /// <summary>Done.</summary>
    Completed,

    /// <summary>Failed, and not tried again by itself.</summary>
    Failed,
}
