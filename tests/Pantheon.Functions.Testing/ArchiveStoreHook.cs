using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Pantheon.Functions.Archives;

namespace Pantheon.Functions.Testing;

/// <summary>The file store with something that happens around its calls.</summary>
internal sealed class ArchiveStoreHook
{
    internal Func<ArchiveKey, long, CancellationToken, Task> Staging { get; set; } = (_, _, _) => Task.CompletedTask;

    internal Func<CancellationToken, Task> Saved { get; set; } = _ => Task.CompletedTask;

    internal Func<CancellationToken, Task> Opening { get; set; } = _ => Task.CompletedTask;

    internal Func<CancellationToken, Task> Deleting { get; set; } = _ => Task.CompletedTask;

    internal void AddTo(IServiceCollection services)
    {
        services.AddSingleton<FileArchiveStore>();
        services.Replace(ServiceDescriptor.Singleton<IArchiveStore>(provider => new Hooked(provider.GetRequiredService<FileArchiveStore>(), this)));
    }

    private sealed class Hooked(FileArchiveStore inner, ArchiveStoreHook hook) : IArchiveStore
    {
        public Task<IReadOnlySet<long>> ListBlocksAsync(ArchiveKey key, CancellationToken cancellationToken) => inner.ListBlocksAsync(key, cancellationToken);

        public async Task StageAsync(ArchiveKey key, long offset, ReadOnlyMemory<byte> block, CancellationToken cancellationToken)
        {
            await hook.Staging(key, offset, cancellationToken);
            await inner.StageAsync(key, offset, block, cancellationToken);
        }

        public async Task CommitAsync(ArchiveKey key, long length, CancellationToken cancellationToken)
        {
            await inner.CommitAsync(key, length, cancellationToken);
            await hook.Saved(cancellationToken);
        }

        public async Task<Stream> OpenAsync(ArchiveKey key, CancellationToken cancellationToken)
        {
            await hook.Opening(cancellationToken);
            return await inner.OpenAsync(key, cancellationToken);
        }

        public Task<Uri> ShareAsync(ArchiveKey key, TimeSpan lifetime, CancellationToken cancellationToken) => inner.ShareAsync(key, lifetime, cancellationToken);

        public async Task DeleteAsync(string migrationId, string? except, CancellationToken cancellationToken)
        {
            if (except is null)
                await hook.Deleting(cancellationToken);
            await inner.DeleteAsync(migrationId, except, cancellationToken);
        }
    }
}
