using Azure.Data.Tables;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Plugin.Store;
using Pantheon.Functions.Storage;
using Pantheon.Functions.Tests.Archives;

namespace Pantheon.Functions.Tests.Plugin.Store;

[NeedsAzurite]
public sealed class TableCallbackInboxTests : CallbackInboxContract, IAsyncLifetime
{
    private readonly string prefix = $"T{Guid.NewGuid():N}";
    private TableServiceClient? service;

    public async Task InitializeAsync() => service = Part.Azurite.IsPresent ? new((await AzuriteServer.Shared).ConnectionString) : null;

    public Task DisposeAsync() => Task.CompletedTask;

    protected override ICallbackInbox Open() => new TableCallbackInbox(new AppTables(service!, prefix));
}
