namespace Pantheon.Functions.Stalled;

/// <summary>What the sweep does about a migration.</summary>
public enum SweepAction
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Start the orchestration of the current attempt, which is gone.</summary>
    Start,

    /// <summary>Begin a new attempt: the current one stalled, or its orchestration ended without the record.</summary>
    BeginAgain,

    /// <summary>Begin a new attempt: the time to try again has come.</summary>
    Retry,

    /// <summary>Give up: it stalled too often.</summary>
    Fail,

    /// <summary>Wake the orchestration: there is an archive that it does not know of.</summary>
    Wake,

    /// <summary>Remind the owner.</summary>
    Remind,

    /// <summary>End the wait for an archive.</summary>
    Expire,

    /// <summary>Delete the copied archive of one that has ended.</summary>
    DeleteArchive,
}
