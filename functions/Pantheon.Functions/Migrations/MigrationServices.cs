using Microsoft.Extensions.DependencyInjection;
using Pantheon.Functions.Migrations.Store;
using Pantheon.Functions.Storage;

namespace Pantheon.Functions.Migrations;

internal static class MigrationServices
{
    internal static void AddMigrations(this IServiceCollection services)
    {
        services.AddStore<IMigrationStore, SqliteMigrationStore, TableMigrationStore>();
        services.AddSingleton<StepRunner>();
        services.AddSingleton<MigrationStarter>();
        services.AddSingleton<Http.OwnMigrations>();
    }
}
