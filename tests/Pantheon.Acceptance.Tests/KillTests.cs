namespace Pantheon.Acceptance.Tests;

public sealed class KillTests
{
    [WordPressTheory]
    [InlineData("copying")]
    [InlineData("inspecting")]
    [InlineData("importing")]
    [InlineData("verifying")]
    public async Task Kill_InAPhase_MigrationEndsAfterTheRestart(string phase)
    {
        var (site, database) = (await WordPressSite.Shared, await MariaDbServer.Shared);
        await using var archives = await ArchiveServer.StartAsync();
        var url = archives.Serve("/site.tar.gz", Answer.File(site.ArchivePath) with { StallAfter = phase == "copying" ? 100_000 : null, StallTimes = 1 });
        await using var service = await Service.StartAsync($"--Platform:Local:MySql={database.ConnectionString}");
        var id = await service.Migrations.CreateAsync("wordpress", $"killed-{Guid.NewGuid():N}");
        await service.Migrations.PutArchiveAsync(id, url);
        await service.Migrations.WaitForPhaseAsync(id, phase);

        await service.RestartAsync();
        await service.Migrations.WaitForEndAsync(id, "succeeded");

        // A kill may leave an email half written under another name.
        string[] Emails() => Directory.GetFiles(Path.Combine(service.DataDirectory, "outbox"), "*.eml");
        await Poll.UntilAsync(() => Emails().Length == 2);
        Assert.Equal([$"{id}-completed.eml", $"{id}-started.eml"], Emails().Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Kill_WhileWaiting_TheArchiveIsTakenAfterTheRestart()
    {
        using var scratch = ScratchDirectory.Create("waiting");
        var path = await new DrushArchive().WriteFileAsync(scratch.Combine("site.tar.gz"));
        await using var archives = await ArchiveServer.StartAsync();
        await using var service = await Service.StartAsync();
        var id = await service.Migrations.CreateAsync("drupal7", "patient");
        await service.Migrations.WaitForPhaseAsync(id, "awaitingArchive");

        await service.RestartAsync();
        await service.Migrations.PutArchiveAsync(id, archives.Serve("/site.tar.gz", Answer.File(path)));

        await service.Migrations.WaitForEndAsync(id, "succeeded");
    }
}
