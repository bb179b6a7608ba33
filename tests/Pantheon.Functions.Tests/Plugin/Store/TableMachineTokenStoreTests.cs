using Azure.Data.Tables;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Plugin.Store;
using Pantheon.Functions.Storage;
using Pantheon.Functions.Tests.Archives;

namespace Pantheon.Functions.Tests.Plugin.Store;

[NeedsAzurite]
public sealed class TableMachineTokenStoreTests : MachineTokenStoreContract, IAsyncLifetime
{
    private readonly string prefix = $"T{Guid.NewGuid():N}";
    private TableServiceClient? service;

    public async Task InitializeAsync() => service = Part.Azurite.IsPresent ? new((await AzuriteServer.Shared).ConnectionString) : null;

    public Task DisposeAsync() => Task.CompletedTask;

    protected override IMachineTokenStore Open() => new TableMachineTokenStore(new AppTables(service!, prefix));
}
