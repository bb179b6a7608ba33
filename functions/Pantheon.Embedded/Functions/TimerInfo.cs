namespace Pantheon.Embedded.Functions;

/// <summary>The tick that a timer function runs for.</summary>
public class TimerInfo
{
    /// <summary>The schedule's state; null where ticks are not kept, as those less than a minute apart.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether it runs later than its schedule says.</summary>
    public bool IsPastDue { get; set; }
}
