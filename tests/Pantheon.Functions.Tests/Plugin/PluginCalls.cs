using System.Net;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Tests.Plugin;

/// <summary>What the owner does for the plugin, and the plugin itself.</summary>
internal static class PluginCalls
{
    internal const string Secret = "whsec_dGhlLXNlY3JldC1vZi10aGUtdGVzdHMtb25seQ==";

    internal const string Setting = $"BlogVault:WebhookSecrets:0={Secret}";

    /// <summary>Has the migration's token shown.</summary>
    internal static async Task<string> TokenAsync(this PantheonHost host, string id)
    {
        using var response = await host.PostAsync($"/api/migrations/{id}/machine-token", string.Empty);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (string)(await response.JsonAsync())["token"]!;
    }

    /// <summary>BlogVault's side of a migration.</summary>
    internal static BlogVaultPeer Peer(this PantheonHost host, string siteName, string token) =>
        new(host.ClientOf(null), Secret, siteName, token, host.Time ?? TimeProvider.System);

    /// <summary>Begins a WordPress migration and plays BlogVault for it.</summary>
    internal static async Task<(string Id, BlogVaultPeer Peer)> BeginWithPluginAsync(this PantheonHost host, string siteName)
    {
        var id = await host.CreateAsync(siteName);
        await host.UntilAsync(id, MigrationPhase.AwaitingPlugin);
        return (id, host.Peer(siteName, await host.TokenAsync(id)));
    }
}
