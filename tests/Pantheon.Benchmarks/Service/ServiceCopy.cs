using Pantheon.Benchmarks.Measuring;

namespace Pantheon.Benchmarks.Service;

/// <summary>Copies generated archives by the service.</summary>
internal static class ServiceCopy
{
    /// <summary>Seconds from giving the address to the archive in the store.</summary>
    internal static async Task<double> TimeAsync(ServiceProcess service, Uri archive, long bytes)
    {
        var migrations = new MigrationClient(service.Http);
        var id = await migrations.CreateAsync();
        var seconds = await Alternation.TimeAsync(async () =>
        {
            await migrations.PutArchiveAsync(id, archive);
            await migrations.UntilCopiedAsync(id);
        });
        await migrations.UntilRefusedAsync(id, bytes);
        return seconds;
    }
}
