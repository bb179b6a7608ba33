using Pantheon.Embedded.Engine;

namespace Pantheon.Embedded.Tests.Engine;

public sealed class DatabaseTests
{
    [Fact]
    public async Task Open_DirectoryInUse_SaysWhichAndWhatToDo()
    {
        await using var first = new TestEngine().Start();
        await using var second = new TestEngine(directory: first.DataDirectory);

        var thrown = Assert.Throws<DataDirectoryInUseException>(() => second.Start());

        Assert.Contains(first.DataDirectory, thrown.Message, StringComparison.Ordinal);
        Assert.Contains("--DataDirectory=", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AfterTheOtherStopped_Works()
    {
        await using var first = new TestEngine().Orchestrator("Quick", _ => Task.CompletedTask).Start();
        await first.RunAsync("Quick", instanceId: "mine");
        await first.StopAsync();

        await using var second = new TestEngine(directory: first.DataDirectory).Start();

        Assert.NotNull(await second.Client.GetInstanceAsync("mine"));
    }

    [Fact]
    public async Task Open_NewDirectory_IsTheOwnersAlone()
    {
        var parent = Directory.CreateTempSubdirectory("database-").FullName;
        try
        {
            await using (new TestEngine(directory: Path.Combine(parent, "a", "b")).Start())
            {
                const UnixFileMode Others = (UnixFileMode)0b000_111_111;
                if (!OperatingSystem.IsWindows())
                {
                    foreach (var file in Directory.GetFiles(Path.Combine(parent, "a", "b"), "pantheon.db*"))
                        Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(file) & Others);
                    Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(Path.Combine(parent, "a", "b")) & Others);
                }
            }
        }
        finally
        {
            Directory.Delete(parent, recursive: true);
        }
    }

    [Fact]
    public async Task Read_CommitInBetween_SeesOneMoment()
    {
        await using var engine = new TestEngine().Start();
        var database = engine.Engine.Database;
        static long Count(SqliteSession session) => session.Query("SELECT count(*) FROM durable_schedules", row => row.GetInt64(0)).Single();

        var counts = database.Read(session =>
        {
            var before = Count(session);
            IAsyncResult commit = database.Journal.WriteAsync(writer => writer.Execute("INSERT INTO durable_schedules VALUES ('a', 0, 0, 0)"));
            commit.AsyncWaitHandle.WaitOne();
            return (before, after: Count(session));
        });

        Assert.Equal((0, 0), counts);
        Assert.Equal(1, database.Read(Count));
    }
}
