using Pantheon.Embedded.DurableTask.Client;

namespace Pantheon.Embedded.Engine;

internal static class RuntimeStatusExtensions
{
    internal static bool IsTerminal(this OrchestrationRuntimeStatus status) => status
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated
        or OrchestrationRuntimeStatus.Canceled;
}
