using Pantheon.Embedded.Functions.Extensions.Abstractions;

namespace Pantheon.Embedded.Functions;

/// <summary>The function runs by a schedule.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class TimerTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>A schedule.</summary>
    /// <param name="schedule">Six-field NCRONTAB, or <c>%Name%</c> of the setting that holds it.</param>
    public TimerTriggerAttribute(string schedule) => Schedule = schedule;

    /// <summary>Six-field NCRONTAB, or <c>%Name%</c> of the setting that holds it.</summary>
    public string Schedule { get; }

    /// <summary>Whether it runs at every start.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>Whether its ticks are kept, so that one missed while the service was down runs at its start.</summary>
    public bool UseMonitor { get; set; } = true;
}
