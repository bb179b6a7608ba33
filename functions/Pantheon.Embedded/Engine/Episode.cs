using Pantheon.Embedded.DurableTask;
using Pantheon.Embedded.DurableTask.Client;

namespace Pantheon.Embedded.Engine;

/// <summary>What one run of an orchestrator over its history came to.</summary>
internal sealed record Episode
{
    /// <summary>New actions, in the order the code asked for them.</summary>
    internal required IReadOnlyList<HistoryEvent.Action> Actions { get; init; }

    /// <summary>Timers of earlier episodes that are no longer wanted.</summary>
    internal required IReadOnlyList<int> CancelledTimers { get; init; }

    /// <summary>Running while the code waits; else how it ended.</summary>
    internal required OrchestrationRuntimeStatus Status { get; init; }

    /// <summary>Output of an ended execution, or the input of the next one.</summary>
    internal string? Output { get; init; }

    internal TaskFailureDetails? Failure { get; init; }

    /// <summary>Events that the next execution is to read.</summary>
    internal IReadOnlyList<HistoryEvent.EventRaised> Carried { get; init; } = [];

    internal string? CustomStatus { get; init; }
}
