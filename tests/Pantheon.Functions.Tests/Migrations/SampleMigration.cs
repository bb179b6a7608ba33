using Pantheon.Archives;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Tests.Migrations;

/// <summary>Records as tests need them.</summary>
internal static class SampleMigration
{
    internal static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    internal static Migration Of(string id, MigrationPhase phase = MigrationPhase.CreatingSite, string owner = "local", DateTimeOffset? at = null) => new()
    {
        Id = id,
        Owner = owner,
        SourceUrl = new Uri("https://old.example.com/"),
        Framework = Framework.WordPress,
        SiteName = $"site-{id}",
        NotifyEmail = "owner@example.com",
        Phase = phase,
        MovedAt = at ?? Now,
        CreatedAt = at ?? Now,
        UpdatedAt = at ?? Now,
    };
}
