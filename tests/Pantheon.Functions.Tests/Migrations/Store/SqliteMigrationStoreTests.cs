using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Migrations.Store;
using Pantheon.Functions.Storage;

namespace Pantheon.Functions.Tests.Migrations.Store;

public sealed class SqliteMigrationStoreTests : MigrationStoreContract, IDisposable
{
    private readonly ScratchDirectory scratch = ScratchDirectory.Create("store");

    public void Dispose()
    {
        using (var pooled = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = scratch.Combine("pantheon.db"), DefaultTimeout = 60 }.ToString()))
            SqliteConnection.ClearPool(pooled);
        scratch.Dispose();
    }

    protected override IMigrationStore Open() =>
        new SqliteMigrationStore(new AppDatabase(Options.Create(new AppOptions { DataDirectory = scratch.Path })), TimeProvider.System);
}
