namespace Pantheon.Testing;

/// <summary>A mail server, aiosmtpd, on a free loopback port: it takes every email and keeps it as a file.</summary>
public sealed class SmtpSink : IAsyncDisposable
{
    /// <summary>Debian's own Python, for which Debian's package is.</summary>
    internal const string Python = "/usr/bin/python3";

    private readonly ChildProcess process;
    private readonly ScratchDirectory scratch;

    private SmtpSink(ChildProcess process, ScratchDirectory scratch, int port) => (this.process, this.scratch, Port) = (process, scratch, port);

    public int Port { get; }

    /// <summary>The emails that arrived, as files.</summary>
    public IReadOnlyList<string> Files => Directory.Exists(scratch.Combine("mail/new")) ? Directory.GetFiles(scratch.Combine("mail/new")) : [];

    /// <exception cref="InvalidOperationException">aiosmtpd is missing on this machine, or ended at once.</exception>
    public static async Task<SmtpSink> StartAsync()
    {
        Part.Require(Part.Smtp);
        var (directory, port) = (ScratchDirectory.Create("smtp"), FreePort.Take());
        var started = ChildProcess.Start(
            Python, ["-m", "aiosmtpd", "-n", "-l", $"127.0.0.1:{port}", "-c", "aiosmtpd.handlers.Mailbox", directory.Combine("mail")], directory.Combine("log"));
        var sink = new SmtpSink(started, directory, port);
        try
        {
            await started.WaitUntilReadyAsync(cancellationToken => FreePort.IsOpenAsync(port, cancellationToken));
        }
        catch
        {
            await sink.DisposeAsync();
            throw;
        }

        return sink;
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        scratch.Dispose();
    }
}
