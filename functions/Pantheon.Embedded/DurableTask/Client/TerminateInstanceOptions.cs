namespace Pantheon.Embedded.DurableTask.Client;

/// <summary>Options of a termination.</summary>
/// <param name="Output">What the instance's output is to be.</param>
/// <param name="Recursive">Whether sub-orchestrations end too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);
