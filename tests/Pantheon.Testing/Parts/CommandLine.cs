using System.Diagnostics;
using System.Text;

namespace Pantheon.Testing;

/// <summary>Runs a program of the machine to its end.</summary>
public static class CommandLine
{
    /// <summary>Runs <paramref name="program"/> with an UTF-8 locale and returns its standard output.</summary>
    /// <exception cref="InvalidOperationException">It ended with a code other than 0; the message holds what it wrote on standard error.</exception>
    public static async Task<string> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string? directory = null,
        string? inputPath = null,
        CancellationToken cancellationToken = default)
    {
        var start = new ProcessStartInfo(Programs.Get(program), arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = directory ?? "",
            Environment = { ["LC_ALL"] = "C.UTF-8", ["TZ"] = "UTC" },
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await FeedAsync(process, inputPath, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"'{program}' ended with code {process.ExitCode}: {await error}");
    }

    private static async Task FeedAsync(Process process, string? inputPath, CancellationToken cancellationToken)
    {
        try
        {
            if (inputPath is not null)
            {
                await using var input = File.OpenRead(inputPath);
                await input.CopyToAsync(process.StandardInput.BaseStream, cancellationToken);
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program ended without reading all of it; its exit code and its error say why.
        }
    }
}
