namespace Pantheon.Embedded.Tests.Engine;

public sealed class JournalTests
{
    [Fact]
    public async Task WriteAsync_HundredInstancesAtOnce_ShareCommits()
    {
        await using var engine = new TestEngine()
            .Orchestrator("Five", async context =>
            {
                for (var i = 0; i < 5; i++)
                    await context.CallActivityAsync<int>("Same", i);
            })
            .Activity<int, int>("Same", n => n)
            .Start();

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => engine.RunAsync("Five")));

        // Of each instance: its start, six steps, five answers.
        const int Units = 100 * (1 + 6 + 5);
        Assert.InRange(engine.Engine.Database.Journal.Commits, 1, Units / 2);
    }

    [Fact]
    public async Task WriteAsync_UnitThrows_OthersOfItsCommitStand()
    {
        await using var engine = new TestEngine().Start();
        var journal = engine.Engine.Database.Journal;
        const string Insert = "INSERT INTO durable_schedules VALUES ($0, 0, 0, 0)";
        using var held = new SemaphoreSlim(0);

        // The first unit holds the journal's thread until the others wait behind it.
        var first = journal.WriteAsync(session =>
        {
            held.Wait();
            return session.Execute(Insert, "first");
        });
        var good = journal.WriteAsync(session => session.Execute(Insert, "good"));
        var bad = journal.WriteAsync<int>(session =>
        {
            session.Execute(Insert, "bad");
            throw new TimeoutException("Thrown.");
        });
        var twice = journal.WriteAsync(session => session.Execute(Insert, "good"));
        var last = journal.WriteAsync(session => session.Execute(Insert, "last"));
        held.Release();

        await Task.WhenAll(first, good, last);
        await Assert.ThrowsAsync<TimeoutException>(() => bad);
        await Assert.ThrowsAsync<Microsoft.Data.Sqlite.SqliteException>(() => twice);
        Assert.Equal(["first", "good", "last"], engine.Engine.Database.Read(
            session => session.Query("SELECT name FROM durable_schedules ORDER BY name", row => row.GetString(0))));
    }

    [Fact]
    public async Task WriteAsync_AfterStop_ObjectDisposed()
    {
        await using var engine = new TestEngine().Start();
        var journal = engine.Engine.Database.Journal;
        await engine.StopAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => journal.WriteAsync(_ => 0));
    }
}
