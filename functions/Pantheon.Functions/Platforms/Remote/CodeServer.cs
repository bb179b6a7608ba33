using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Migrations;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace Pantheon.Functions.Platforms.Remote;

/// <summary>A site's git server: takes a commit over SSH, from a key that the account knows.</summary>
public sealed class CodeServer(IOptions<PlatformOptions> options, TimeProvider time)
{
    private const string Branch = "refs/heads/master";
    private const string NoCommit = "0000000000000000000000000000000000000000";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    private PantheonOptions Options => options.Value.Pantheon;

    /// <summary>Puts one commit on top of the branch.</summary>
    /// <param name="siteId">Whose code.</param>
    /// <param name="make">Told the branch's commit, null where there is none; answers the new commit's id and the path of a pack that holds it. The same id is nothing new.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="PermanentFailureException">platform.codeKey, platform.codeHost or platform.rejected.</exception>
    /// <exception cref="RetryableFailureException">platform.unreachable.</exception>
    internal async Task PushAsync(string siteId, Func<string?, Task<(string Id, string Pack)>> make, CancellationToken cancellationToken)
    {
        var address = new Uri(Options.CodeServer.Replace("{site}", siteId, StringComparison.Ordinal));
        using var key = Options.OpenSshKey();
        var user = Uri.UnescapeDataString(address.UserInfo);
        var authentication = new PrivateKeyAuthenticationMethod(user, key);
        using var client = new SshClient(new ConnectionInfo(address.Host, address.Port, user, authentication) { Timeout = Patience });
        client.KeepAliveInterval = Patience / 2;
        string? stranger = null;
        client.HostKeyReceived += (_, host) =>
        {
            host.CanTrust = Options.SshHostKeys.Contains($"SHA256:{host.FingerPrintSHA256}");
            if (!host.CanTrust)
                stranger = $"SHA256:{host.FingerPrintSHA256}";
        };
        // Reading from the other side ends by nothing but the connection's end.
        using var limit = new CancellationTokenSource(Longest, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        await using var ending = either.Token.Register(client.Disconnect);
        try
        {
            await client.ConnectAsync(either.Token);
            await PushAsync(client, address, make, either.Token);
        }
        catch (SshAuthenticationException e)
        {
            throw new PermanentFailureException(
                "platform.codeKey", "The platform does not accept the service's SSH key",
                "The operator has to add the public half of Platform:Pantheon:SshKey to the account that owns the sites.", e);
        }
        catch (SshConnectionException e) when (stranger is not null)
        {
            throw new PermanentFailureException(
                "platform.codeHost", "The platform's code server is not the one that is known",
                $"{address.Host} showed the key {stranger}, which is not among Platform:Pantheon:SshHostKeys. The operator has to find out why before it is added.", e);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested
            && (e is SshException or SocketException or IOException or InvalidDataException or ObjectDisposedException or OperationCanceledException))
        {
            throw new RetryableFailureException("platform.unreachable", "The platform's code server can't be reached", "It is tried again by itself.", e);
        }
    }

    private static async Task PushAsync(SshClient client, Uri address, Func<string?, Task<(string Id, string Pack)>> make, CancellationToken cancellationToken)
    {
        using var command = client.CreateCommand($"git-receive-pack '{PathOf(address)}'");
        var running = command.ExecuteAsync(cancellationToken);
        var output = command.OutputStream;
        var before = await Task.Run(() => PktLine.ReadList(output).Select(TipOf).FirstOrDefault(tip => tip is not null), cancellationToken);
        var (id, pack) = await make(before);
        await using (var input = command.CreateInputStream())
        {
            if (id != before)
                await SendAsync(input, $"{before ?? NoCommit} {id} {Branch}\0report-status agent=pantheon-functions", pack, cancellationToken);
            else
                await input.WriteAsync(PktLine.Flush.ToArray(), cancellationToken);
        }

        if (id != before)
            Check(await Task.Run(() => PktLine.ReadList(output), cancellationToken));
        await running;
    }

    private static async Task SendAsync(Stream input, string change, string pack, CancellationToken cancellationToken)
    {
        await input.WriteAsync(PktLine.Of(change), cancellationToken);
        await input.WriteAsync(PktLine.Flush.ToArray(), cancellationToken);
        await using var content = File.OpenRead(pack);
        await content.CopyToAsync(input, cancellationToken);
        await input.FlushAsync(cancellationToken);
    }

    // "unpack ok", and "ok" or "ng" with the branch and why.
    private static void Check(List<string> report)
    {
        if (report.Find(line => line != "unpack ok" && !line.StartsWith("ok ", StringComparison.Ordinal)) is { } refusal)
            throw new PermanentFailureException(
                "platform.rejected", "The platform did not take the code",
                $"Its code server said: {new string([.. refusal.Where(c => !char.IsControl(c)).Take(300)])} If trying again does not help, contact the support.");
    }

    private static string? TipOf(string line)
    {
        var text = line.Split('\0')[0];
        return text.EndsWith($" {Branch}", StringComparison.Ordinal) ? text[..^(Branch.Length + 1)] : null;
    }

    // "/~/repository.git" is one below the account's home.
    private static string PathOf(Uri address)
    {
        var path = Uri.UnescapeDataString(address.AbsolutePath);
        return path.StartsWith("/~", StringComparison.Ordinal) ? path[1..] : path;
    }
}
