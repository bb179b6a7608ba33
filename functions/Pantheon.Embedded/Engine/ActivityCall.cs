namespace Pantheon.Embedded.Engine;

/// <summary>An activity that an orchestration asked for.</summary>
/// <param name="Row">Its row, gone once it is answered.</param>
/// <param name="InstanceId">Who asked.</param>
/// <param name="ExecutionId">In which execution.</param>
/// <param name="TaskId">As which action.</param>
/// <param name="Name">The activity's function.</param>
/// <param name="Input">The input's JSON.</param>
internal sealed record ActivityCall(long Row, string InstanceId, string ExecutionId, int TaskId, string Name, string? Input);
