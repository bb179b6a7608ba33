namespace Pantheon.Embedded.Engine;

/// <summary>A replay asked for something else than history holds: the orchestrator's code changed, or is not deterministic.</summary>
public sealed class NonDeterministicOrchestrationException : InvalidOperationException
{
    /// <summary>Says what history holds and what the code asked for.</summary>
    public NonDeterministicOrchestrationException(string history, string code)
        : base($"The orchestrator took another path than before: history holds {history}, the code asked for {code}. "
            + "Deploy orchestrator changes under a new version, or let running instances end first.")
    {
    }
}
