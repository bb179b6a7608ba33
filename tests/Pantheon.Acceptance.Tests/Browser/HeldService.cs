using Microsoft.Extensions.Time.Testing;

namespace Pantheon.Acceptance.Tests.Browser;

/// <summary>A service in this process that can be held in the middle of its work, or whose days pass at once.</summary>
internal sealed class HeldService : IAsyncDisposable
{
    private readonly ArchiveStoreHook store = new();

    internal PantheonHost Host { get; private set; } = null!;

    internal MigrationClient Migrations => new(Host.Http);

    internal static async Task<HeldService> StartAsync(FakeTimeProvider? time = null)
    {
        var service = new HeldService();
        service.Host = await PantheonHost.StartNewAsync(time, service.store.AddTo);
        return service;
    }

    /// <summary>A service with a Drupal migration whose archive nobody gave in time.</summary>
    internal static async Task<(HeldService Service, string Id)> StartWithExpiredAsync(string siteName)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        var service = await StartAsync(time);
        var id = await service.Migrations.CreateAsync("drupal7", siteName);
        await service.Migrations.WaitForPhaseAsync(id, "awaitingArchive");
        time.Advance(TimeSpan.FromDays(15));
        await service.Migrations.WaitForEndAsync(id, "expired");
        return (service, id);
    }

    /// <summary>Holds the work when it opens the archive for the n-th time: 1 inspection, 2 code, 3 database, 4 files.</summary>
    internal Gate HoldAtOpening(int number)
    {
        var gate = new Gate();
        var opened = 0;
        store.Opening = token => Interlocked.Increment(ref opened) == number ? gate.PassAsync(token) : Task.CompletedTask;
        return gate;
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
