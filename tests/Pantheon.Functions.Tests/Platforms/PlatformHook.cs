using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pantheon.Functions.Imports;
using Pantheon.Functions.Migrations;
using Pantheon.Functions.Platforms;
using Pantheon.Functions.Platforms.Local;

namespace Pantheon.Functions.Tests.Platforms;

/// <summary>The local platform with something that happens before and after its steps.</summary>
internal sealed class PlatformHook
{
    internal Func<CancellationToken, Task> NameCheck { get; init; } = _ => Task.CompletedTask;

    internal long? MaxArchiveBytes { get; init; }

    internal Func<Step, SiteImport?, CancellationToken, Task> Before { get; set; } = (_, _, _) => Task.CompletedTask;

    internal Func<Step, SiteImport?, CancellationToken, Task> After { get; set; } = (_, _, _) => Task.CompletedTask;

    internal void AddTo(IServiceCollection services)
    {
        services.AddSingleton<LocalPlatform>();
        services.Replace(ServiceDescriptor.Singleton<IPlatform>(provider => new Hooked(provider.GetRequiredService<LocalPlatform>(), this)));
    }

    private sealed class Hooked(LocalPlatform inner, PlatformHook hook) : IPlatform
    {
        public long? MaxArchiveBytes => hook.MaxArchiveBytes ?? inner.MaxArchiveBytes;

        public async Task<bool> IsNameTakenAsync(string name, CancellationToken cancellationToken)
        {
            await hook.NameCheck(cancellationToken);
            return await inner.IsNameTakenAsync(name, cancellationToken);
        }

        public Task<IReadOnlyList<Organization>> ListOrganizationsAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<Organization>>([new("org-1", "First"), new("org-2", "Second")]);

        public async Task<MigratedSite?> CreateSiteAsync(SiteRequest request, PlatformWork work, CancellationToken cancellationToken)
        {
            await hook.Before(Step.CreateSite, null, cancellationToken);
            var site = await inner.CreateSiteAsync(request, work, cancellationToken);
            await hook.After(Step.CreateSite, null, cancellationToken);
            return site;
        }

        public Task<bool> ImportCodeAsync(SiteImport import, CancellationToken cancellationToken) =>
            AroundAsync(Step.ImportCode, import, inner.ImportCodeAsync, cancellationToken);

        public Task<bool> ImportDatabaseAsync(SiteImport import, CancellationToken cancellationToken) =>
            AroundAsync(Step.ImportDatabase, import, inner.ImportDatabaseAsync, cancellationToken);

        public Task<bool> ImportFilesAsync(SiteImport import, CancellationToken cancellationToken) =>
            AroundAsync(Step.ImportFiles, import, inner.ImportFilesAsync, cancellationToken);

        public async Task<Verification> VerifyAsync(SiteImport import, CancellationToken cancellationToken)
        {
            await hook.Before(Step.VerifyImport, import, cancellationToken);
            var verification = await inner.VerifyAsync(import, cancellationToken);
            await hook.After(Step.VerifyImport, import, cancellationToken);
            return verification;
        }

        public Task<bool> CompleteAsync(SiteImport import, CancellationToken cancellationToken) =>
            AroundAsync(Step.CompleteMigration, import, inner.CompleteAsync, cancellationToken);

        private async Task<bool> AroundAsync(Step step, SiteImport import, Func<SiteImport, CancellationToken, Task<bool>> work, CancellationToken cancellationToken)
        {
            await hook.Before(step, import, cancellationToken);
            var isDone = await work(import, cancellationToken);
            await hook.After(step, import, cancellationToken);
            return isDone;
        }
    }
}
