namespace Pantheon.Acceptance.Tests;

public sealed class DrupalTests
{
    public static TheoryData<DrupalVersion, DrupalArchiveLayout, ArchiveFormat, bool> Archives { get; } = new()
    {
        { DrupalVersion.Drupal7, DrupalArchiveLayout.Drush8, ArchiveFormat.TarGz, false },
        { DrupalVersion.Drupal7, DrupalArchiveLayout.Drush8, ArchiveFormat.Zip, true },
        { DrupalVersion.Drupal7, DrupalArchiveLayout.BackupAndMigrate, ArchiveFormat.TarGz, false },
        { DrupalVersion.Drupal10, DrupalArchiveLayout.Drush11, ArchiveFormat.TarGz, true },
        { DrupalVersion.Drupal10, DrupalArchiveLayout.Drush8, ArchiveFormat.Tar, false },
    };

    [MariaDbTheory]
    [MemberData(nameof(Archives))]
    public async Task Migrate_DrupalArchive_EveryTableAndFileIsThere(
        DrupalVersion version, DrupalArchiveLayout layout, ArchiveFormat format, bool onServer)
    {
        var archive = new DrushArchive { Drupal = version, Layout = layout, Format = format, Duplicates = !onServer };
        using var scratch = ScratchDirectory.Create("drush");
        var path = await archive.WriteFileAsync(scratch.Combine("site.tar"));
        await using var archives = await ArchiveServer.StartAsync();
        var database = await MariaDbServer.Shared;
        await using var service = await Service.StartAsync(onServer ? [$"--Platform:Local:MySql={database.ConnectionString}"] : []);

        var id = await service.Migrations.MigrateAsync(
            version == DrupalVersion.Drupal7 ? "drupal7" : "drupalComposer", $"drupal-{Guid.NewGuid():N}", archives.Serve("/site.tar", Answer.File(path)));

        var report = await service.Migrations.GetReportAsync(id);
        Assert.Equal(archive.Version, report.GetProperty("inspection").GetProperty("version").GetString());
        Assert.Equal(archive.CodeRoot, report.GetProperty("inspection").GetProperty("codeRoot").GetString());
        Assert.Equal(
            archive.Tables,
            report.GetProperty("verification").GetProperty("database").GetProperty("tables").EnumerateArray()
                .ToDictionary(table => table.GetProperty("name").GetString()!, table => table.GetProperty("rows").GetInt64()));
        Assert.Equal(archive.Files.Count, report.GetProperty("verification").GetProperty("files").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Migrate_Multisite_IsRefusedByName()
    {
        using var scratch = ScratchDirectory.Create("multisite");
        var path = await new DrushArchive { Multisite = true }.WriteFileAsync(scratch.Combine("sites.tar.gz"));
        await using var archives = await ArchiveServer.StartAsync();
        await using var service = await Service.StartAsync();

        var id = await service.Migrations.CreateAsync("drupal7", "several");
        await service.Migrations.PutArchiveAsync(id, archives.Serve("/sites.tar.gz", Answer.File(path)));
        var failure = (await service.Migrations.WaitForEndAsync(id, "failed")).GetProperty("failure");

        Assert.Equal("archive.multipleSites", failure.GetProperty("code").GetString());
        Assert.Equal("Multiple site directories found within the import archive", failure.GetProperty("title").GetString());
        Assert.Contains("sites/default", failure.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.False(failure.GetProperty("retryable").GetBoolean());
    }
}
