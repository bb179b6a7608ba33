namespace Pantheon.Embedded.DurableTask.Client;

/// <summary>Options of a purge.</summary>
/// <param name="Recursive">Whether sub-orchestrations go too.</param>
public record PurgeInstanceOptions(bool Recursive = false);
