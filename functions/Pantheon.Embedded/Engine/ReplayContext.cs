using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using Pantheon.Embedded.DurableTask;

namespace Pantheon.Embedded.Engine;

/// <summary>The context of one run: notes what the code asks for, and hands it what history says came of it.</summary>
internal sealed class ReplayContext(string instanceId, OrchestratorThread thread, ILoggerFactory loggerFactory) : TaskOrchestrationContext
{
    private const int MaxCustomStatusBytes = 16 * 1024;

    private readonly Dictionary<int, OpenTask> open = [];
    private readonly SortedDictionary<int, HistoryEvent.Action> asked = [];
    private readonly List<int> cancelledTimers = [];
    private readonly EventInbox events = new();
    private int nextId;
    private int nextGuid;
    private bool replaying = true;
    private DateTime now;
    private HistoryEvent.ExecutionStarted? start;

    public override TaskName Name => start!.Name;

    public override string InstanceId => instanceId;

    public override ParentOrchestrationInstance? Parent =>
        start!.Parent is { } parent ? new(parent.Name, parent.InstanceId) : null;

    public override DateTime CurrentUtcDateTime => now;

    public override bool IsReplaying => replaying;

    protected override ILoggerFactory LoggerFactory => loggerFactory;

    /// <summary>What the code asked for that history has not confirmed.</summary>
    internal IReadOnlyCollection<HistoryEvent.Action> Unconfirmed => asked.Values;

    internal IReadOnlyList<int> CancelledTimers => cancelledTimers;

    internal bool WaitsForNothing => open.Count == 0 && !events.HasWaiters;

    /// <summary>The JSON last set, which may be the word null; null where none was set.</summary>
    internal string? CustomStatus { get; private set; }

    internal (string? Input, IReadOnlyList<HistoryEvent.EventRaised> Carried)? NextExecution { get; private set; }

    private bool carryEvents;

    internal void Start(HistoryEvent.ExecutionStarted started) => start = started;

    internal void BeginEpisode(DateTimeOffset at, bool isReplay)
    {
        replaying = isReplay;
        now = at.UtcDateTime;
    }

    /// <summary>Holds an action of history against what the code asked for.</summary>
    internal void Confirm(HistoryEvent.Action recorded)
    {
        if (!asked.Remove(recorded.Id, out var action))
            throw new NonDeterministicOrchestrationException(
                recorded.Describe(), asked.Count > 0 ? asked.First().Value.Describe() : "nothing");
        if (!recorded.IsSameAs(action))
            throw new NonDeterministicOrchestrationException(recorded.Describe(), action.Describe());
    }

    /// <summary>Throws where the code asked for more than the episode that ends here recorded.</summary>
    internal void ConfirmNothingElse()
    {
        if (asked.Count > 0)
            throw new NonDeterministicOrchestrationException("nothing more at this point", asked.First().Value.Describe());
    }

    internal void Complete(int id, string? json)
    {
        if (open.Remove(id, out var task))
            task.Complete(json);
    }

    internal void Fail(int id, TaskFailureDetails failure, string name)
    {
        if (open.Remove(id, out var task))
            task.Fail(new TaskFailedException(name, id, failure));
    }

    internal void Raise(HistoryEvent.EventRaised raised) => events.Deliver(raised);

    /// <summary>Takes what nobody read, where the next execution is to have it. Called when the orchestrator has returned.</summary>
    internal IReadOnlyList<HistoryEvent.EventRaised> TakeCarried() => carryEvents ? events.TakeUnread() : [];

    public override T? GetInput<T>() where T : default => Payload.Read<T>(start!.Input);

    internal object? GetInput(Type type) => Payload.Read(start!.Input, type);

    public override Task<TResult> CallActivityAsync<TResult>(TaskName name, object? input = null, TaskOptions? options = null)
    {
        RefuseOptionsAsInput(input, options, "activity");
        var json = Payload.Write(input);
        return CallAsync(name, options?.Retry, () => Ask<TResult>(id => new HistoryEvent.TaskScheduled(id, name) { Input = json }));
    }

    public override Task<TResult> CallSubOrchestratorAsync<TResult>(
        TaskName orchestratorName, object? input = null, TaskOptions? options = null)
    {
        RefuseOptionsAsInput(input, options, "orchestrator");
        var json = Payload.Write(input);
        var given = (options as SubOrchestrationOptions)?.InstanceId;
        return CallAsync(orchestratorName, options?.Retry, () =>
        {
            var child = given ?? NewGuid().ToString("N");
            return Ask<TResult>(id => new HistoryEvent.ChildCreated(id, orchestratorName, child) { Input = json });
        });
    }

    public override Task CreateTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var id = nextId;
        var task = Ask<object?>(timer => new HistoryEvent.TimerCreated(timer, fireAt.ToUniversalTime()));
        cancellationToken.Register(() => CancelTimer(id, cancellationToken));
        return task;
    }

    public override Task<T> WaitForExternalEvent<T>(string eventName, CancellationToken cancellationToken = default)
    {
        EnsureOwnThread();
        return events.Wait<T>(eventName, cancellationToken);
    }

    public override void SendEvent(string instanceId, string eventName, object payload)
    {
        EnsureOwnThread();
        var id = nextId++;
        asked.Add(id, new HistoryEvent.EventSent(id, instanceId, eventName) { Input = Payload.Write(payload) });
    }

    public override void SetCustomStatus(object? customStatus)
    {
        EnsureOwnThread();
        var json = Payload.Write(customStatus);
        if (json is not null && Encoding.Unicode.GetByteCount(json) > MaxCustomStatusBytes)
            throw new ArgumentException("The custom status' JSON must not be larger than 16 KB in UTF-16.", nameof(customStatus));
        CustomStatus = json ?? "null";
    }

    public override void ContinueAsNew(object? newInput = null, bool preserveUnprocessedEvents = true)
    {
        EnsureOwnThread();
        carryEvents = preserveUnprocessedEvents;
        NextExecution = (Payload.Write(newInput), []);
    }

    public override Guid NewGuid()
    {
        EnsureOwnThread();
        Span<byte> seed = stackalloc byte[12];
        BinaryPrimitives.WriteInt64LittleEndian(seed, now.Ticks);
        BinaryPrimitives.WriteInt32LittleEndian(seed[8..], nextGuid++);
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData([.. Encoding.UTF8.GetBytes(instanceId), .. seed], hash);
        hash[7] = (byte)((hash[7] & 0x0F) | 0x80); // version 8: made by a hash of our own
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16]);
    }

    private Task<T> Ask<T>(Func<int, HistoryEvent.Action> make)
    {
        EnsureOwnThread();
        var id = nextId++;
        asked.Add(id, make(id));
        var task = new OpenTask.Of<T>();
        open.Add(id, task);
        return task.Task;
    }

    private Task<T> CallAsync<T>(string name, TaskRetryOptions? retry, Func<Task<T>> call) => retry switch
    {
        null => call(),
        { Policy: { } policy } => CallWithPolicyAsync(policy, call),
        { Handler: { } handler } => CallWithHandlerAsync(handler, call),
        _ => throw new ArgumentException($"The retry options of '{name}' hold neither a policy nor a handler.", nameof(retry)),
    };

    private async Task<T> CallWithPolicyAsync<T>(RetryPolicy policy, Func<Task<T>> call)
    {
        var began = CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException e) when (
                attempt < policy.MaxNumberOfAttempts
                && policy.ShouldRetry(e.FailureDetails)
                && (policy.RetryTimeout == Timeout.InfiniteTimeSpan || CurrentUtcDateTime - began < policy.RetryTimeout))
            {
                await CreateTimer(policy.DelayAfter(attempt), CancellationToken.None);
            }
        }
    }

    private async Task<T> CallWithHandlerAsync<T>(AsyncRetryHandler handler, Func<Task<T>> call)
    {
        var began = CurrentUtcDateTime;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await call();
            }
            catch (TaskFailedException e)
            {
                var retry = new RetryContext(this, attempt, e.FailureDetails, CurrentUtcDateTime - began, CancellationToken.None);
                if (!await handler(retry))
                    throw;
            }
        }
    }

    private void CancelTimer(int id, CancellationToken token)
    {
        if (!open.Remove(id, out var timer))
            return;
        // Not yet recorded: it never was. Recorded: its message is removed with this episode.
        if (!asked.Remove(id) && !replaying)
            cancelledTimers.Add(id);
        timer.Cancel(token);
    }

    private void EnsureOwnThread()
    {
        if (!thread.IsCurrent)
            throw new InvalidOperationException(
                "An invalid asynchronous invocation was detected. An orchestrator may await only the tasks of its context.");
    }

    private static void RefuseOptionsAsInput(object? input, TaskOptions? options, string kind)
    {
        if (input is TaskOptions && options is null)
            throw new ArgumentException(
                $"A {nameof(TaskOptions)} was given as the {kind}'s input and no options were given. Name the parameter: options.",
                nameof(input));
    }
}
