namespace Pantheon.Functions.Testing;

/// <summary>Holds what comes to it until it is opened.</summary>
internal sealed class Gate
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the first one has come.</summary>
    internal Task Reached => reached.Task.WaitAsync(Patience);

    internal void Open() => opened.TrySetResult();

    internal Task PassAsync(CancellationToken cancellationToken)
    {
        reached.TrySetResult();
        return opened.Task.WaitAsync(cancellationToken);
    }
}
