namespace Pantheon.Embedded.Functions;

/// <summary>What is kept of a timer's ticks. Times are local to the host, which is UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last tick; 0001-01-01 before the first.</summary>
    public DateTime Last { get; set; }

    /// <summary>The next tick.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this was written.</summary>
    public DateTime LastUpdated { get; set; }
}
