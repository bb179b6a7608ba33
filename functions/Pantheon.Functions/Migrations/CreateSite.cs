using Pantheon.Functions.Platforms;

namespace Pantheon.Functions.Migrations;

/// <summary>Creates the new site on the platform. Run twice, it finds the site that it created.</summary>
public sealed class CreateSite(StepRunner steps, IPlatform platform)
{
    /// <summary>The activity.</summary>
    [Function(nameof(CreateSite))]
    public Task Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken) => steps.RunAsync(
        input, Step.CreateSite, MigrationPhase.CreatingSite,
        async run =>
        {
            var site = await platform.CreateSiteAsync(SiteRequest.For(run.Migration), cancellationToken);
            return migration => migration with { Site = site };
        },
        cancellationToken);
}
