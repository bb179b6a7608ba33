using Azure.Data.Tables;
using Azure.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Pantheon.Functions.Storage;

internal static class StorageServices
{
    internal static void AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<RecordsOptions>(configuration, "Records");
        services.AddSingleton<AppDatabase>();
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<RecordsOptions>>().Value;
            return new AppTables(options.ConnectionString.Length > 0
                ? new TableServiceClient(options.ConnectionString)
                : new TableServiceClient(options.TableServiceUri, new DefaultAzureCredential()));
        });
    }

    /// <summary>A store in the place that the configuration names.</summary>
    internal static void AddStore<TStore, TSqlite, TTables>(this IServiceCollection services)
        where TStore : class
        where TSqlite : TStore
        where TTables : TStore => services.AddSingleton<TStore>(provider =>
            provider.GetRequiredService<IOptions<RecordsOptions>>().Value.Store == RecordsStore.AzureTables
                ? ActivatorUtilities.CreateInstance<TTables>(provider)
                : ActivatorUtilities.CreateInstance<TSqlite>(provider));
}
