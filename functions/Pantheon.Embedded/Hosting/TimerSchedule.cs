using Microsoft.Extensions.Configuration;
using NCrontab;

namespace Pantheon.Embedded.Hosting;

/// <summary>A timer's schedule: six-field NCRONTAB, seconds first.</summary>
internal static class TimerSchedule
{
    /// <summary>Parses a schedule, taking <c>%Name%</c> from the settings.</summary>
    /// <exception cref="InvalidOperationException">The setting is missing, or the schedule is not NCRONTAB.</exception>
    internal static CrontabSchedule Parse(string function, string schedule, IConfiguration configuration)
    {
        var text = schedule;
        if (schedule is ['%', .. var name, '%'])
            text = configuration[name] ?? throw new InvalidOperationException(
                $"The timer '{function}' takes its schedule from the setting '{name}', which is not set.");
        return CrontabSchedule.TryParse(text, new CrontabSchedule.ParseOptions { IncludingSeconds = true })
            ?? throw new InvalidOperationException(
                $"The schedule '{text}' of timer '{function}' is not six-field NCRONTAB: {{second}} {{minute}} {{hour}} {{day}} {{month}} {{weekday}}.");
    }
}
