using Azure.Data.Tables;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Migrations.Store;
using Pantheon.Functions.Storage;
using Pantheon.Functions.Tests.Archives;

namespace Pantheon.Functions.Tests.Migrations.Store;

[NeedsAzurite]
public sealed class TableMigrationStoreTests : MigrationStoreContract, IAsyncLifetime
{
    private readonly string prefix = $"T{Guid.NewGuid():N}";
    private TableServiceClient? service;

    public async Task InitializeAsync() => service = Part.Azurite.IsPresent ? new((await AzuriteServer.Shared).ConnectionString) : null;

    public Task DisposeAsync() => Task.CompletedTask;

    protected override IMigrationStore Open() => new TableMigrationStore(new AppTables(service!, prefix), TimeProvider.System);
}
