using MimeKit;

namespace Pantheon.Functions.Tests;

/// <summary>What a host sent.</summary>
internal static class Outbox
{
    /// <summary>All emails, oldest first.</summary>
    internal static IReadOnlyList<MimeMessage> Emails(this PantheonHost host)
    {
        var outbox = Path.Combine(host.DataDirectory, "outbox");
        return Directory.Exists(outbox)
            ? [.. Directory.GetFiles(outbox, "*.eml").Select(path => MimeMessage.Load(path)).OrderBy(mail => mail.Date)]
            : [];
    }

    /// <summary>How many there are of each kind.</summary>
    internal static string EmailKinds(this PantheonHost host) => string.Join(
        ' ', host.Emails().Select(mail => mail.MessageId!.Split('@')[0].Split('-')[1]).GroupBy(kind => kind, StringComparer.Ordinal)
            .OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(kind => $"{kind.Key}:{kind.Count()}"));

    /// <summary>Waits until these were sent: an orchestration sends them after it has changed the record.</summary>
    internal static async Task EmailsAreAsync(this PantheonHost host, string kinds)
    {
        try
        {
            await Poll.UntilAsync(() => host.EmailKinds() == kinds);
        }
        catch (TimeoutException)
        {
            Assert.Equal(kinds, host.EmailKinds());
        }
    }

    /// <summary>Waits until the orchestration of an attempt has ended.</summary>
    internal static async Task<OrchestrationMetadata> IdleAsync(this PantheonHost host, string id, int attempt)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await host.Durable.WaitForInstanceCompletionAsync($"{id}-{attempt}", patience.Token);
    }
}
