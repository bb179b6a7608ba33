namespace Pantheon.Embedded.Engine;

/// <summary>Whom a sub-orchestration answers.</summary>
/// <param name="Name">The parent's orchestrator.</param>
/// <param name="InstanceId">The parent's instance.</param>
/// <param name="ExecutionId">The parent's execution; an answer to an earlier one is dropped.</param>
/// <param name="TaskId">The parent's action that created the child.</param>
internal sealed record ParentLink(string Name, string InstanceId, string ExecutionId, int TaskId);
