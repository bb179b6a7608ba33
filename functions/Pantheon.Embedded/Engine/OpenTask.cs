namespace Pantheon.Embedded.Engine;

/// <summary>A task of the context that the orchestrator may await.</summary>
internal abstract class OpenTask
{
    internal abstract Type ResultType { get; }

    internal abstract bool IsCompleted { get; }

    internal abstract void Complete(string? json);

    internal abstract void Fail(Exception exception);

    internal abstract void Cancel(CancellationToken token);

    internal sealed class Of<T> : OpenTask
    {
        private readonly TaskCompletionSource<T> source = new();

        internal Task<T> Task => source.Task;

        internal override Type ResultType => typeof(T);

        internal override bool IsCompleted => source.Task.IsCompleted;

        internal override void Complete(string? json)
        {
            try
            {
                source.TrySetResult(Payload.Read<T>(json)!);
            }
            catch (Exception e)
            {
                // The type can't be read, or its converter throws: the orchestrator's to handle, not the engine's.
                source.TrySetException(e);
            }
        }

        internal override void Fail(Exception exception) => source.TrySetException(exception);

        internal override void Cancel(CancellationToken token) => source.TrySetCanceled(token);
    }
}
