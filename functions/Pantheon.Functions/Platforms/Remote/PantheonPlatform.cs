using System.Text.Json;
using Microsoft.Extensions.Options;
using Pantheon.Archives;
using Pantheon.Functions.Imports;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Platforms.Remote;

/// <summary>
/// Sites on Pantheon. Long work is a workflow there: a call begins it, keeps its id, and says "not yet"; the next call asks after it. The
/// platform imports an archive in one piece, so that the code's step does all and the database's and files' find it done. One that is too
/// large for that goes in three parts, where the service has a key for the code server.
/// </summary>
public sealed class PantheonPlatform(PantheonApi api, PantheonSites sites, PantheonCode code, PantheonParts parts, IOptions<PlatformOptions> options) : IPlatform
{
    private const string Dashboard = "https://dashboard.pantheon.io/sites/";
    private const string Environment = "dev";

    // Imports may wait in a queue: the link outlives it.
    private static readonly TimeSpan LinkLifetime = TimeSpan.FromHours(48);

    /// <inheritdoc/>
    public long? MaxArchiveBytes => options.Value.Pantheon.TakesParts ? null : options.Value.Pantheon.MaxArchiveBytes;

    /// <inheritdoc/>
    public async Task<bool> IsNameTakenAsync(string name, CancellationToken cancellationToken) => await sites.FindIdAsync(name, cancellationToken, isPatient: false) is not null;

    /// <inheritdoc/>
    public Task<IReadOnlyList<Organization>> ListOrganizationsAsync(CancellationToken cancellationToken) => sites.ListOrganizationsAsync(cancellationToken);

    /// <inheritdoc/>
    public async Task<MigratedSite?> CreateSiteAsync(SiteRequest request, PlatformWork work, CancellationToken cancellationToken)
    {
        switch (work.Handle?.Split(':'))
        {
            case null:
                if (await sites.FindIdAsync(request.Name, cancellationToken) is not null)
                    throw NameTaken(request);
                await sites.BeginCreationAsync(request, work, cancellationToken);
                return null;
            case ["creating"]:
                // No answer came, or nobody was left to hear it: never a second site.
                if (await sites.FindIdAsync(request.Name, cancellationToken) is not { } found)
                    await sites.BeginCreationAsync(request, work, cancellationToken);
                else if (await sites.IsOursAsync(found, cancellationToken))
                    await sites.BeginDeploymentAsync(found, request.Framework, work, cancellationToken);
                else
                    throw NameTaken(request);
                return null;
            case ["created", var workflow]:
                var userId = await api.GetUserIdAsync(cancellationToken);
                if (await UntilEndedAsync($"users/{userId}/workflows/{workflow}", null, work, cancellationToken) is { } created)
                    await sites.BeginDeploymentAsync(created.SiteId ?? throw PantheonApi.Unreadable("the new site's id"), request.Framework, work, cancellationToken);
                return null;
            case ["deployed", var siteId, var workflow]:
                return await UntilEndedAsync($"sites/{siteId}/workflows/{workflow}", null, work, cancellationToken) is null
                    ? null
                    : new MigratedSite(siteId, Dashboard + siteId, $"https://{Environment}-{request.Name}.pantheonsite.io");
            default:
                throw new InvalidOperationException("The migration's work at the platform is of an unknown kind.");
        }
    }

    /// <inheritdoc/>
    public async Task<bool> ImportCodeAsync(SiteImport import, CancellationToken cancellationToken)
    {
        if (IsInParts(import))
            return await PushCodeAsync(import, cancellationToken);
        var site = import.Migration.Site!.Id;
        if (import.Work.Handle is not { } workflow)
        {
            // Begun twice it is done twice, and the second overwrites the first.
            var link = await import.ShareArchive(LinkLifetime, cancellationToken);
            await BeginAsync(import, "do_migration", new { url = link.AbsoluteUri }, cancellationToken);
            return false;
        }

        return await UntilEndedAsync($"sites/{site}/workflows/{workflow}", import, import.Work, cancellationToken) is not null;
    }

    /// <inheritdoc/>
    public async Task<bool> ImportDatabaseAsync(SiteImport import, CancellationToken cancellationToken) =>
        !IsInParts(import) || await ImportPartAsync(import, PantheonParts.Database, url => new { database = 1, url }, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> ImportFilesAsync(SiteImport import, CancellationToken cancellationToken) =>
        !IsInParts(import) || import.Inspection!.Files is null || await ImportPartAsync(import, PantheonParts.Files, url => new { files = 1, url }, cancellationToken);

    /// <inheritdoc/>
    public async Task<Verification> VerifyAsync(SiteImport import, CancellationToken cancellationToken)
    {
        // Tables and files can't be asked for from outside; that the site is of the right kind and there can.
        var differences = new List<string>();
        var framework = await sites.FindFrameworkAsync(import.Migration.Site!.Id, cancellationToken);
        var isRight = import.Migration.Framework switch
        {
            Framework.WordPress => framework?.StartsWith("wordpress", StringComparison.Ordinal),
            Framework.Drupal7 => framework is "drupal" or "drupal7",
            _ => framework?.StartsWith("drupal", StringComparison.Ordinal),
        };
        if (isRight != true)
            differences.Add($"the site is of framework '{framework}'");
        return new Verification(differences.Count == 0, null, null, null, differences);
    }

    /// <inheritdoc/>
    public async Task<bool> CompleteAsync(SiteImport import, CancellationToken cancellationToken)
    {
        var site = import.Migration.Site!.Id;
        if (import.Work.Handle is { } workflow)
            return await UntilEndedAsync($"sites/{site}/workflows/{workflow}", null, import.Work, cancellationToken) is not null;
        await import.Work.KeepAsync((await api.BeginAsync($"sites/{site}/workflows", "complete_migration", new { }, cancellationToken)).Id);
        return false;
    }

    private bool IsInParts(SiteImport import) => options.Value.Pantheon.TakesParts && import.Migration.Archive!.Bytes > options.Value.Pantheon.MaxArchiveBytes;

    // The parts first: what is too large is told before anything is changed.
    private async Task<bool> PushCodeAsync(SiteImport import, CancellationToken cancellationToken)
    {
        var site = import.Migration.Site!.Id;
        switch (import.Work.Handle)
        {
            case null:
                await parts.MakeAsync(import, cancellationToken);
                if (await sites.IsInGitModeAsync(site, cancellationToken))
                    break;
                await BeginAsync(import, "enable_git_mode", new { }, cancellationToken);
                return false;
            case var handle when PantheonCode.IsUnderWay(handle):
                break;
            case var workflow:
                if (await UntilEndedAsync($"sites/{site}/workflows/{workflow}", null, import.Work, cancellationToken) is null)
                    return false;
                break;
        }

        await code.PushAsync(import, cancellationToken);
        return true;
    }

    private async Task<bool> ImportPartAsync(SiteImport import, string part, Func<string, object> parameters, CancellationToken cancellationToken)
    {
        if (import.Work.Handle is { } workflow)
            return await UntilEndedAsync($"sites/{import.Migration.Site!.Id}/workflows/{workflow}", import, import.Work, cancellationToken) is not null;
        var link = await import.Parts!.ShareAsync(part, LinkLifetime, cancellationToken);
        await BeginAsync(import, "do_import", parameters(link.AbsoluteUri), cancellationToken);
        return false;
    }

    private async Task BeginAsync(SiteImport import, string type, object parameters, CancellationToken cancellationToken) => await import.Work.KeepAsync(
        (await api.BeginAsync($"sites/{import.Migration.Site!.Id}/environments/{Environment}/workflows", type, parameters, cancellationToken)).Id);

    /// <summary>The workflow once it has succeeded; null while it runs. One that failed is forgotten: the next try begins anew.</summary>
    private async Task<PantheonWorkflow?> UntilEndedAsync(string path, SiteImport? import, PlatformWork work, CancellationToken cancellationToken)
    {
        var workflow = PantheonWorkflow.Read(await api.GetAsync(path, cancellationToken) ?? default(JsonElement));
        if (import is not null && workflow.Steps > 0)
            await import.Report(new(Math.Min(workflow.Step, workflow.Steps), workflow.Steps, "steps"));
        if (!workflow.HasEnded)
            return null;
        if (workflow.Result == "succeeded")
            return workflow;
        await work.KeepAsync(null);
        throw workflow.ToFailure();
    }

    private static PermanentFailureException NameTaken(SiteRequest request) => new(
        "site.nameTaken", "The site name is taken", $"A site '{request.Name}' exists already. Begin again with another name.");
}
