namespace Pantheon.Testing;

/// <summary>Git repositories behind a real OpenSSH server, on a port of this process's own, that knows one key. A repository is made for each site that is asked for.</summary>
public sealed class GitServer : IAsyncDisposable
{
    private readonly ChildProcess process;
    private readonly string directory;

    private GitServer(ChildProcess process, string directory, int port, string key, string otherKey, string fingerprint)
    {
        this.process = process;
        this.directory = directory;
        (Key, OtherKey, HostKey) = (key, otherKey, fingerprint);
        Address = $"ssh://{Environment.UserName}@127.0.0.1:{port}{directory}/{{site}}.git";
    }

    /// <summary>Where a site's repository is: {site} is to be replaced.</summary>
    public string Address { get; }

    /// <summary>The private key that the server knows, in OpenSSH's form.</summary>
    public string Key { get; }

    /// <summary>One that it does not know.</summary>
    public string OtherKey { get; }

    /// <summary>The fingerprint of its own key, as SHA256:...</summary>
    public string HostKey { get; }

    /// <exception cref="InvalidOperationException">OpenSSH or git is missing on this machine, or the server ended at once.</exception>
    public static async Task<GitServer> StartAsync()
    {
        Part.Require(Part.GitServer);
        var scratch = ScratchDirectory.Create("git-server").Path;
        foreach (var name in (string[])["host", "client", "other"])
            await CommandLine.RunAsync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", name, "-f", Path.Combine(scratch, name)]);
        var port = FreePort.Take();
        var settings = Path.Combine(scratch, "sshd_config");
        await File.WriteAllTextAsync(settings, $"""
            Port {port}
            ListenAddress 127.0.0.1
            HostKey {scratch}/host
            AuthorizedKeysFile {scratch}/client.pub
            PasswordAuthentication no
            KbdInteractiveAuthentication no
            PermitRootLogin prohibit-password
            StrictModes no
            UsePAM no
            PidFile none

            """);
        if (Environment.UserName == "root")
            Directory.CreateDirectory("/run/sshd"); // where it separates privileges
        var server = new GitServer(
            ChildProcess.Start("sshd", ["-D", "-e", "-f", settings], Path.Combine(scratch, "log"), scratch: scratch), scratch, port,
            await File.ReadAllTextAsync(Path.Combine(scratch, "client")), await File.ReadAllTextAsync(Path.Combine(scratch, "other")),
            (await CommandLine.RunAsync("ssh-keygen", ["-l", "-f", Path.Combine(scratch, "host.pub")])).Split(' ')[1]);
        try
        {
            await server.process.WaitUntilReadyAsync(cancellationToken => FreePort.IsOpenAsync(port, cancellationToken));
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }

        return server;
    }

    /// <summary>Makes a site's repository, with the platform's first commit on it or with none.</summary>
    public async Task CreateAsync(string site, bool isEmpty = false)
    {
        await CommandLine.RunAsync("git", ["init", "-q", "--bare", "-b", "master", PathOf(site)]);
        if (isEmpty)
            return;
        var tree = (await GitAsync(site, "mktree")).Trim();
        var commit = await GitAsync(site, "-c", "user.name=Upstream", "-c", "user.email=upstream@localhost", "commit-tree", "-m", "Upstream", tree);
        await GitAsync(site, "update-ref", "refs/heads/master", commit.Trim());
    }

    /// <summary>Runs git in a site's repository.</summary>
    public Task<string> GitAsync(string site, params string[] arguments) => CommandLine.RunAsync("git", ["-C", PathOf(site), .. arguments]);

    public ValueTask DisposeAsync() => process.DisposeAsync();

    private string PathOf(string site) => Path.Combine(directory, $"{site}.git");
}
