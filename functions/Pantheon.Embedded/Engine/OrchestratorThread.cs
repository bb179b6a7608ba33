namespace Pantheon.Embedded.Engine;

/// <summary>
/// Runs an orchestrator's continuations one after the other on the thread that drives it. What is posted after the episode has
/// ended belongs to a task that is not the context's, and is dropped.
/// </summary>
internal sealed class OrchestratorThread : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> queue = new();
    private readonly int thread = Environment.CurrentManagedThreadId;
    private bool closed;

    internal bool IsCurrent => Environment.CurrentManagedThreadId == thread && !closed;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (queue)
        {
            if (!closed)
                queue.Enqueue((d, state));
        }
    }

    public override void Send(SendOrPostCallback d, object? state) => d(state);

    public override SynchronizationContext CreateCopy() => this;

    internal void Drain()
    {
        while (TryTake(out var item))
            item.Callback(item.State);
    }

    internal void Close()
    {
        lock (queue)
            closed = true;
    }

    private bool TryTake(out (SendOrPostCallback Callback, object? State) item)
    {
        lock (queue)
            return queue.TryDequeue(out item);
    }
}
