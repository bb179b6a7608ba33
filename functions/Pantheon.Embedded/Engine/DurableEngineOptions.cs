namespace Pantheon.Embedded.Engine;

/// <param name="DataDirectory">Where the SQLite file and the lock are.</param>
/// <param name="ActivityConcurrency">Activities that run at once.</param>
/// <param name="OrchestrationConcurrency">Instances that step at once.</param>
internal sealed record DurableEngineOptions(string DataDirectory, int ActivityConcurrency = 16, int OrchestrationConcurrency = 4);
