namespace Pantheon.Embedded.DurableTask.Client;

/// <summary>What a purge removed.</summary>
public class PurgeResult
{
    /// <summary>A result.</summary>
    public PurgeResult(int count) => PurgedInstanceCount = count;

    /// <summary>Instances removed.</summary>
    public int PurgedInstanceCount { get; }
}
