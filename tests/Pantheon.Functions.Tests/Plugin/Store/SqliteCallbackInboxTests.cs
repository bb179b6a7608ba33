using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Plugin;
using Pantheon.Functions.Plugin.Store;
using Pantheon.Functions.Storage;

namespace Pantheon.Functions.Tests.Plugin.Store;

public sealed class SqliteCallbackInboxTests : CallbackInboxContract, IDisposable
{
    private readonly ScratchDirectory scratch = ScratchDirectory.Create("inbox");

    public void Dispose()
    {
        using (var pooled = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = scratch.Combine("pantheon.db"), DefaultTimeout = 60 }.ToString()))
            SqliteConnection.ClearPool(pooled);
        scratch.Dispose();
    }

    protected override ICallbackInbox Open() => new SqliteCallbackInbox(new AppDatabase(Options.Create(new AppOptions { DataDirectory = scratch.Path })));
}
