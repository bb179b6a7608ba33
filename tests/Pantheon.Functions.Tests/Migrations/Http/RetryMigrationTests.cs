using System.Net;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Tests.Migrations.Http;

public sealed class RetryMigrationTests(HostFixture fixture) : IClassFixture<HostFixture>
{
    private readonly PantheonHost host = fixture.Host;

    [Theory]
    [InlineData(MigrationPhase.CreatingSite)]
    [InlineData(MigrationPhase.AwaitingPlugin)]
    [InlineData(MigrationPhase.AwaitingArchive)]
    [InlineData(MigrationPhase.Copying)]
    [InlineData(MigrationPhase.Inspecting)]
    [InlineData(MigrationPhase.Importing)]
    [InlineData(MigrationPhase.Verifying)]
    [InlineData(MigrationPhase.Completing)]
    [InlineData(MigrationPhase.Succeeded)]
    [InlineData(MigrationPhase.Cancelled)]
    [InlineData(MigrationPhase.Expired)]
    public async Task Retry_NotFailed_IsAConflict(MigrationPhase phase)
    {
        var id = (await host.Store.CreateAsync(SampleMigration.Of($"retry-{phase}", phase), null, default)).Id;
        using var response = await host.Http.PostAsync($"/api/migrations/{id}/retry", null);

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("migration.phase", await response.CodeOfAsync());
    }

    [Fact]
    public async Task Retry_Failed_BeginsTheNextAttempt()
    {
        var failed = SampleMigration.Of("retry-failed", MigrationPhase.Failed) with
        {
            Failure = new("archive.notFound", "t", "d", false),
            CompletedAt = SampleMigration.Now,
            Retries = 3,
            StalledAttempts = 2,
        };
        await host.Store.CreateAsync(failed, null, default);
        using var response = await host.Http.PostAsync($"/api/migrations/{failed.Id}/retry", null);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        var migration = await response.JsonAsync();
        Assert.Equal(2, (int)migration["attempt"]!);
        Assert.Equal("creatingSite", (string?)migration["phase"]);
        Assert.Null(migration["failure"]);
        Assert.Null(migration["completedAt"]);
        var record = await host.UntilAsync(failed.Id, MigrationPhase.AwaitingPlugin);
        Assert.Equal((0, 0), (record.Retries, record.StalledAttempts));
    }
}
