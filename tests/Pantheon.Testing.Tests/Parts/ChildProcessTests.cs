using System.Diagnostics;

namespace Pantheon.Testing.Tests;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task DisposeAsync_ProgramWithAChildOfItsOwn_EndsBothAndDeletesTheScratch()
    {
        using var scratch = ScratchDirectory.Create("child");
        var inner = Directory.CreateDirectory(scratch.Combine("inner")).FullName;
        var child = ChildProcess.Start("sh", ["-c", "sleep 600 & echo $! $$; wait"], scratch.Combine("log"), scratch: inner);
        await child.WaitUntilReadyAsync(_ => Task.FromResult(HasLine(child.LogPath)));
        var processes = (await File.ReadAllTextAsync(child.LogPath)).Split(' ').Select(id => Process.GetProcessById(int.Parse(id))).ToList();

        await child.DisposeAsync();

        foreach (var process in processes)
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        Assert.False(Directory.Exists(inner));
    }

    [Fact]
    public async Task WaitUntilReadyAsync_ProgramThatEnds_ThrowsWithItsLog()
    {
        using var scratch = ScratchDirectory.Create("child");
        await using var child = ChildProcess.Start("sh", ["-c", "echo no such option; exit 3"], scratch.Combine("log"));

        var failure = await Assert.ThrowsAsync<InvalidOperationException>(() => child.WaitUntilReadyAsync(_ => Task.FromResult(false)));

        Assert.Contains("code 3", failure.Message);
        Assert.Contains("no such option", failure.Message);
    }

    /// <summary>A killed parent can run no code: only the leash, a pipe that the system closes, ends the program.</summary>
    [Fact]
    public async Task Start_ParentKilled_EndsTheProgram()
    {
        using var scratch = ScratchDirectory.Create("child");
        var script = scratch.Combine("watch.sh");
        await File.WriteAllTextAsync(script, Resource.Read("watch.sh"));
        var log = scratch.Combine("log");

        // A parent between this process and the script, which holds the leash's end and is then killed.
        var start = new ProcessStartInfo("bash", ["-c", "exec 9> >(sh \"$0\" \"$1\" '' sh -c 'echo $$; exec sleep 600'); echo started; exec sleep 600", script, log])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        using var parent = Process.Start(start)!;
        Assert.Equal("started", await parent.StandardOutput.ReadLineAsync());
        await Poll.UntilAsync(() => HasLine(log));
        using var program = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(log)));
        parent.Kill();

        await program.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static bool HasLine(string path) => File.Exists(path) && File.ReadAllText(path).EndsWith('\n');
}
