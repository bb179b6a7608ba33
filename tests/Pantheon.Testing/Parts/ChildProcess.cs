using System.Diagnostics;

namespace Pantheon.Testing;

/// <summary>A server program that ends with this process, however this process ends (see watch.sh), and with its disposal.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process watcher;
    private readonly string program;

    private ChildProcess(Process watcher, string program, string logPath)
    {
        this.watcher = watcher;
        this.program = program;
        LogPath = logPath;
        AppDomain.CurrentDomain.ProcessExit += OnProcessExit;
    }

    /// <summary>What the program wrote.</summary>
    public string LogPath { get; }

    public bool HasExited => watcher.HasExited;

    /// <summary>Starts <paramref name="program"/>; <paramref name="scratch"/> is deleted after its end.</summary>
    public static ChildProcess Start(
        string program,
        IEnumerable<string> arguments,
        string logPath,
        IReadOnlyDictionary<string, string>? environment = null,
        string? scratch = null)
    {
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardInput = true, UseShellExecute = false };
        foreach (var argument in (string[])["-c", Resource.Read("watch.sh"), "watch", logPath, scratch ?? "", Programs.Get(program), .. arguments])
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return new ChildProcess(Process.Start(start)!, program, logPath);
    }

    /// <summary>Asks <paramref name="isReady"/> again and again until it says yes.</summary>
    /// <exception cref="InvalidOperationException">The program ended before it was ready; the message holds the end of its log.</exception>
    /// <exception cref="TimeoutException">It wasn't ready within 30 seconds.</exception>
    public async Task WaitUntilReadyAsync(Func<CancellationToken, Task<bool>> isReady)
    {
        try
        {
            await Poll.UntilAsync(async cancellationToken => HasExited || await isReady(cancellationToken), Patience);
        }
        catch (Exception late) when (late is TimeoutException or OperationCanceledException)
        {
            throw new TimeoutException($"'{program}' wasn't ready within {Patience.TotalSeconds} s.\n{LogTail()}", late);
        }

        if (HasExited)
            throw new InvalidOperationException($"'{program}' ended with code {watcher.ExitCode} before it was ready.\n{LogTail()}");
    }

    public async ValueTask DisposeAsync()
    {
        AppDomain.CurrentDomain.ProcessExit -= OnProcessExit;
        watcher.StandardInput.Close();
        await watcher.WaitForExitAsync();
        watcher.Dispose();
    }

    private string LogTail() => File.Exists(LogPath) ? string.Join('\n', File.ReadLines(LogPath).TakeLast(20)) : "(no log)";

    private void OnProcessExit(object? sender, EventArgs e)
    {
        watcher.StandardInput.Close();
        watcher.WaitForExit(Patience);
    }
}
