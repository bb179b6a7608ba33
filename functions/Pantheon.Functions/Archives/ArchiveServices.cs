using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pantheon.Archives.Downloads;
using Pantheon.Archives.Reading;

namespace Pantheon.Functions.Archives;

internal static class ArchiveServices
{
    internal static void AddArchives(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<ArchivesOptions>(configuration, "Archives");
        services.AddSingleton(new ArchiveLimits());
        services.AddSingleton(provider => ArchiveDownloader.Create(
            new DownloadOptions { AllowedPrivateHosts = provider.GetRequiredService<IOptions<ArchivesOptions>>().Value.AllowedPrivateHosts },
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ArchiveSizeLimit>();
        services.AddSingleton<TransferRetry>();
        services.AddSingleton<CancelledCopy>();
        services.AddSingleton(CreateStore);
    }

    private static IArchiveStore CreateStore(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ArchivesOptions>>().Value;
        if (options.Store == "FileSystem")
            return ActivatorUtilities.CreateInstance<FileArchiveStore>(services);
        var account = options.ConnectionString.Length > 0
            ? new BlobServiceClient(options.ConnectionString)
            : new BlobServiceClient(options.BlobServiceUri, new DefaultAzureCredential());
        return new BlobArchiveStore(account.GetBlobContainerClient("archives"), services.GetRequiredService<TimeProvider>());
    }
}
