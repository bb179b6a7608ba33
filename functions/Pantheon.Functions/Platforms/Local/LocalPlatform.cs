using Microsoft.Extensions.Options;
using Pantheon.Functions.Imports;
using Pantheon.Functions.Migrations;

namespace Pantheon.Functions.Platforms.Local;

/// <summary>Sites on this machine: <c>{DataDirectory}/sites/{name}</c>.</summary>
public sealed class LocalPlatform(
    IOptions<AppOptions> app, LocalCode code, LocalDatabase database, LocalFiles files, LocalVerification verification, TimeProvider time) : IPlatform
{
    private readonly Lock creation = new();

    /// <inheritdoc/>
    public long? MaxArchiveBytes => null;

    /// <inheritdoc/>
    public Task<bool> IsNameTakenAsync(string name, CancellationToken cancellationToken) =>
        Task.FromResult(Directory.Exists(LocalSite.DirectoryOf(app.Value, name)));

    /// <inheritdoc/>
    public Task<IReadOnlyList<Organization>> ListOrganizationsAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Organization>>([]);

    /// <inheritdoc/>
    public Task<MigratedSite?> CreateSiteAsync(SiteRequest request, PlatformWork work, CancellationToken cancellationToken)
    {
        lock (creation)
        {
            var site = LocalSite.Find(app.Value, request.Name);
            if (site is null && Directory.Exists(LocalSite.DirectoryOf(app.Value, request.Name)) || (site is not null && site.MigrationId != request.MigrationId))
                throw new PermanentFailureException(
                    "site.nameTaken", "The site name is taken", $"A site '{request.Name}' exists already. Begin again with another name.");
            if (site is null)
            {
                site = new LocalSite(Guid.NewGuid().ToString(), request.Name, request.Framework, request.MigrationId, time.GetUtcNow());
                site.Save(app.Value);
            }

            PrivateFile.CreateDirectory(site.Files(app.Value));
            return Task.FromResult<MigratedSite?>(new MigratedSite(site.Id, $"{app.Value.LinkBase}/sites/{site.Name}", null));
        }
    }

    /// <inheritdoc/>
    public Task<bool> ImportCodeAsync(SiteImport import, CancellationToken cancellationToken) => DoneAsync(code.ImportAsync(SiteOf(import), import, cancellationToken));

    /// <inheritdoc/>
    public Task<bool> ImportDatabaseAsync(SiteImport import, CancellationToken cancellationToken) =>
        DoneAsync(database.ImportAsync(SiteOf(import), import, cancellationToken));

    /// <inheritdoc/>
    public Task<bool> ImportFilesAsync(SiteImport import, CancellationToken cancellationToken) =>
        DoneAsync(files.ImportAsync(SiteOf(import), import, cancellationToken));

    /// <inheritdoc/>
    public Task<Verification> VerifyAsync(SiteImport import, CancellationToken cancellationToken) =>
        verification.VerifyAsync(SiteOf(import), import, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> CompleteAsync(SiteImport import, CancellationToken cancellationToken) => Task.FromResult(true);

    private static async Task<bool> DoneAsync(Task work)
    {
        await work;
        return true;
    }

    private LocalSite SiteOf(SiteImport import) => LocalSite.Find(app.Value, import.Migration.SiteName) is { } site && site.MigrationId == import.Migration.Id
        ? site
        : throw new PermanentFailureException(
            "site.missing", "The new site is gone", $"The folder of '{import.Migration.SiteName}' was removed or belongs to another migration.");
}
