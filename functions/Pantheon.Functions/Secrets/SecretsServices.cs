using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Pantheon.Functions.Secrets;

internal static class SecretsServices
{
    internal static void AddSecrets(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddValidated<SecretsOptions>(configuration, "Secrets");
        // Its warning that keys lie unencrypted is about what is meant: they lie in a directory that only its owner can read.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
        services.AddDataProtection().SetApplicationName("Pantheon.Functions");
        services.AddSingleton<IWrappingKeys>(provider =>
            new KeyVaultWrappingKeys(new SecretClient(provider.GetRequiredService<IOptions<SecretsOptions>>().Value.KeyVaultUri, new DefaultAzureCredential())));
        services.AddOptions<KeyManagementOptions>().Configure<IServiceProvider>(Configure);
    }

    private static void Configure(KeyManagementOptions keys, IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<SecretsOptions>>().Value;
        if (options.Store == SecretsStore.Azure)
        {
            keys.XmlRepository = new BlobKeyRepository(new BlobServiceClient(options.BlobServiceUri, new DefaultAzureCredential()).GetBlobContainerClient("keys"));
            keys.XmlEncryptor = new WrappingXmlEncryptor(services.GetRequiredService<IWrappingKeys>());
            return;
        }

        var directory = services.GetRequiredService<IOptions<AppOptions>>().Value.PathOf("keys");
        PrivateFile.CreateDirectory(directory);
        keys.XmlRepository = new FileSystemXmlRepository(new DirectoryInfo(directory), services.GetRequiredService<ILoggerFactory>());
    }
}
