using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NCrontab;
using Pantheon.Embedded.Engine;
using Pantheon.Embedded.Functions;

namespace Pantheon.Embedded.Hosting;

/// <summary>Runs timer functions, each one alone: a tick that comes while the last one runs waits for it. A missed tick runs once.</summary>
internal sealed class TimerFunctions(
    FunctionTable functions, FunctionInvoker invoker, DurableEngine engine, IConfiguration configuration, TimeProvider time,
    ILogger<TimerFunctions> logger) : BackgroundService
{
    // The longest that .NET's timers take is 49 days.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(20);

    // The Functions host keeps no ticks that come more often.
    private static readonly TimeSpan ShortestMonitored = TimeSpan.FromMinutes(1);

    private readonly List<(FunctionDescriptor Function, CrontabSchedule Schedule)> timers = [];

    /// <exception cref="InvalidOperationException">A schedule is missing or wrong; the message names it.</exception>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        // Parsed here, since what the background task throws comes too late to stop the start.
        foreach (var function in functions.All)
        {
            if (function.Trigger is TimerTriggerAttribute timer)
                timers.Add((function, TimerSchedule.Parse(function.Name, timer.Schedule, configuration)));
        }

        return base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(timers.Select(timer => RunAsync(timer.Function, timer.Schedule, stoppingToken)));

    private async Task RunAsync(FunctionDescriptor function, CrontabSchedule schedule, CancellationToken stop)
    {
        var trigger = (TimerTriggerAttribute)function.Trigger;
        var now = time.GetUtcNow().UtcDateTime;
        var next = schedule.GetNextOccurrence(now);
        var monitored = trigger.UseMonitor && schedule.GetNextOccurrence(next) - next >= ShortestMonitored;
        var status = monitored ? ReadStatus(function.Name) : null;
        // What was kept holds unless the schedule is another one by now.
        if (status is not null && schedule.GetNextOccurrence(status.LastUpdated) == status.Next)
            next = status.Next;
        if (trigger.RunOnStartup)
            next = now;
        try
        {
            if (monitored && status?.Next != next)
                await WriteStatusAsync(function.Name, new ScheduleStatus { Last = status?.Last ?? default, Next = next, LastUpdated = now });
            while (!stop.IsCancellationRequested)
            {
                await WaitUntilAsync(next, stop);
                now = time.GetUtcNow().UtcDateTime;
                status = new ScheduleStatus
                {
                    Last = status?.Last ?? default,
                    Next = schedule.GetNextOccurrence(now),
                    LastUpdated = status?.LastUpdated ?? default,
                };
                var info = new TimerInfo
                {
                    ScheduleStatus = monitored ? status : null,
                    IsPastDue = now - next > TimeSpan.FromSeconds(1),
                };
                await TickAsync(function, info, stop);
                // Another object: the function may have kept the one it was given.
                status = new ScheduleStatus { Last = next, Next = status.Next, LastUpdated = now };
                next = status.Next;
                if (monitored)
                    await WriteStatusAsync(function.Name, status);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The service stops; a tick that was cut short runs again at the next start, since its status was not written.
        }
    }

    private async Task TickAsync(FunctionDescriptor function, TimerInfo info, CancellationToken stop)
    {
        try
        {
            await invoker.InvokeAsync(function, info, stop);
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            TickFailed(logger, function.Name, e);
        }
    }

    private async Task WaitUntilAsync(DateTime due, CancellationToken stop)
    {
        while (due - time.GetUtcNow().UtcDateTime is { Ticks: > 0 } wait)
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stop);
    }

    private ScheduleStatus? ReadStatus(string name) => engine.Database.Read(session => session.Query(
        "SELECT last, next, last_updated FROM durable_schedules WHERE name = $0",
        row => new ScheduleStatus { Last = Utc(row.GetInt64(0)), Next = Utc(row.GetInt64(1)), LastUpdated = Utc(row.GetInt64(2)) },
        name)).FirstOrDefault();

    private Task<int> WriteStatusAsync(string name, ScheduleStatus status) => engine.Database.Journal.WriteAsync(session => session.Execute(
        "INSERT INTO durable_schedules (name, last, next, last_updated) VALUES ($0, $1, $2, $3) "
        + "ON CONFLICT (name) DO UPDATE SET last = $1, next = $2, last_updated = $3",
        name, status.Last.Ticks, status.Next.Ticks, status.LastUpdated.Ticks));

    private static DateTime Utc(long ticks) => new(ticks, DateTimeKind.Utc);

    private static readonly Action<ILogger, string, Exception?> TickFailed = LoggerMessage.Define<string>(
        LogLevel.Error, new EventId(3, "TickFailed"), "The timer {Timer} failed; its next tick comes by its schedule.");
}
