using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Processor = System.Runtime.InteropServices.Architecture;

namespace Pantheon.Functions.Tests.Infra;

/// <summary>The Bicep compiler. NuGet leaves it without the right to run: a copy gets it.</summary>
internal sealed class BicepCompiler : IDisposable
{
    private readonly ScratchDirectory scratch = ScratchDirectory.Create("bicep");
    private readonly string program;

    internal BicepCompiler()
    {
        program = scratch.Combine("bicep");
        File.Copy(typeof(BicepCompiler).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "Bicep").Value!, program);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    /// <summary>Whether the package's program is one for this machine.</summary>
    internal static bool RunsHere => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Processor.X64;

    /// <summary>Runs it to its end. Warnings, like errors, are on standard error.</summary>
    internal async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    public void Dispose() => scratch.Dispose();
}
