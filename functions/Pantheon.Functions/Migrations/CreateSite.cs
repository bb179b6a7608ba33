using Pantheon.Functions.Platforms;

namespace Pantheon.Functions.Migrations;

/// <summary>Creates the new site on the platform. Run twice, it finds the site that it created.</summary>
public sealed class CreateSite(StepRunner steps, IPlatform platform)
{
    /// <summary>The activity. Answers whether the step is done; false: not yet.</summary>
    [Function(nameof(CreateSite))]
    public Task<bool> Run([ActivityTrigger] StepInput input, CancellationToken cancellationToken) => steps.RunAsync(
        input, Step.CreateSite, MigrationPhase.CreatingSite,
        async run =>
        {
            if (await platform.CreateSiteAsync(SiteRequest.For(run.Migration), run.Work, cancellationToken) is { } site)
                return migration => migration with { Site = site };
            await run.PendAsync();
            return null;
        },
        cancellationToken);
}
