namespace Pantheon.Embedded.Tests.Child;

/// <summary>What ran, a file an instance and a line a step. No more than <paramref name="most"/> run in a life of the process.</summary>
internal sealed class Steps(string directory, int most)
{
    private readonly Lock writing = new();
    private int begun;

    internal async Task AppendAsync(string instanceId, string step, CancellationToken stop)
    {
        if (Interlocked.Increment(ref begun) > most)
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop);
        Append(Path.Combine(directory, instanceId), step);
    }

    // .NET appends by seeking to the end first, so two at once would write over each other.
    private void Append(string path, string step)
    {
        lock (writing)
        {
            File.AppendAllText(path, step + "\n");
            Console.Out.WriteLine("step");
        }
    }
}
