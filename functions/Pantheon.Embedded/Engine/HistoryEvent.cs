using System.Text.Json;
using System.Text.Json.Serialization;
using Pantheon.Embedded.DurableTask;
using Pantheon.Embedded.DurableTask.Client;

namespace Pantheon.Embedded.Engine;

/// <summary>
/// One line of an instance's history. What happened to it (messages) and what it did (actions) are told in the same terms;
/// an episode is <see cref="EpisodeStarted"/>, the messages it took, and the actions it answered with.
/// </summary>
[JsonDerivedType(typeof(EpisodeStarted), "episode")]
[JsonDerivedType(typeof(ExecutionStarted), "started")]
[JsonDerivedType(typeof(TaskScheduled), "task")]
[JsonDerivedType(typeof(TaskCompleted), "taskDone")]
[JsonDerivedType(typeof(TaskFailed), "taskFailed")]
[JsonDerivedType(typeof(TimerCreated), "timer")]
[JsonDerivedType(typeof(TimerFired), "timerFired")]
[JsonDerivedType(typeof(ChildCreated), "child")]
[JsonDerivedType(typeof(ChildCompleted), "childDone")]
[JsonDerivedType(typeof(ChildFailed), "childFailed")]
[JsonDerivedType(typeof(EventRaised), "event")]
[JsonDerivedType(typeof(EventSent), "eventSent")]
[JsonDerivedType(typeof(Terminated), "terminate")]
[JsonDerivedType(typeof(Suspended), "suspend")]
[JsonDerivedType(typeof(Resumed), "resume")]
[JsonDerivedType(typeof(ExecutionEnded), "ended")]
internal abstract record HistoryEvent
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    internal static HistoryEvent Parse(string json) => JsonSerializer.Deserialize<HistoryEvent>(json, Json)!;

    internal string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>What the orchestrator asked for; its id counts up within an execution.</summary>
    internal abstract record Action(int Id) : HistoryEvent
    {
        /// <summary>The action in words, for errors.</summary>
        internal abstract string Describe();

        /// <summary>Whether a replay that asks for <paramref name="other"/> asks for the same.</summary>
        internal abstract bool IsSameAs(Action other);
    }

    internal sealed record EpisodeStarted(DateTimeOffset At) : HistoryEvent;

    internal sealed record ExecutionStarted(
        string Name, string? Input, ParentLink? Parent, IReadOnlyList<EventRaised>? Carried) : HistoryEvent;

    internal sealed record TaskScheduled(int Id, string Name) : Action(Id)
    {
        [JsonIgnore]
        internal string? Input { get; init; }

        internal override string Describe() => $"activity '{Name}' (#{Id})";

        internal override bool IsSameAs(Action other) => other is TaskScheduled task && task.Name == Name;
    }

    internal sealed record TaskCompleted(int Id, string? Result) : HistoryEvent;

    internal sealed record TaskFailed(int Id, TaskFailureDetails Failure) : HistoryEvent;

    internal sealed record TimerCreated(int Id, DateTime FireAt) : Action(Id)
    {
        internal override string Describe() => $"a timer (#{Id}) for {FireAt:O}";

        internal override bool IsSameAs(Action other) => other is TimerCreated;
    }

    internal sealed record TimerFired(int Id) : HistoryEvent;

    internal sealed record ChildCreated(int Id, string Name, string InstanceId) : Action(Id)
    {
        [JsonIgnore]
        internal string? Input { get; init; }

        internal override string Describe() => $"sub-orchestration '{Name}' (#{Id})";

        internal override bool IsSameAs(Action other) => other is ChildCreated child && child.Name == Name;
    }

    internal sealed record ChildCompleted(int Id, string? Result) : HistoryEvent;

    internal sealed record ChildFailed(int Id, TaskFailureDetails Failure) : HistoryEvent;

    internal sealed record EventRaised(string Name, string? Input) : HistoryEvent;

    internal sealed record EventSent(int Id, string InstanceId, string Name) : Action(Id)
    {
        [JsonIgnore]
        internal string? Input { get; init; }

        internal override string Describe() => $"event '{Name}' to '{InstanceId}' (#{Id})";

        internal override bool IsSameAs(Action other) => other is EventSent sent && sent.Name == Name && sent.InstanceId == InstanceId;
    }

    internal sealed record Terminated(string? Output, bool Recursive) : HistoryEvent;

    internal sealed record Suspended(string? Reason) : HistoryEvent;

    internal sealed record Resumed(string? Reason) : HistoryEvent;

    internal sealed record ExecutionEnded(OrchestrationRuntimeStatus Status) : HistoryEvent;
}
