using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pantheon.Functions.Plugin.Store;
using Pantheon.Functions.Storage;

namespace Pantheon.Functions.Plugin;

internal static class PluginServices
{
    internal static void AddPlugin(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<BlogVaultOptions>(configuration, "BlogVault");
        services.AddStore<IMachineTokenStore, SqliteMachineTokenStore, TableMachineTokenStore>();
        services.AddStore<ICallbackInbox, SqliteCallbackInbox, TableCallbackInbox>();
        services.AddSingleton<MachineTokens>();
        services.AddSingleton<PluginAccess>();
        services.AddSingleton<WebhookSignature>();
        services.AddSingleton<CallbackDelivery>();
        services.AddSingleton<CallbackReader>();
        services.AddSingleton<FormTicket>();
    }
}
