using System.Security.Cryptography;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Pantheon.Functions.Secrets;

namespace Pantheon.Functions.Tests.Secrets;

/// <summary>Data Protection on blobs: the keys of one instance open what another sealed, with the vault and not without.</summary>
public sealed class BlobKeyRepositoryTests
{
    private readonly Vault vault = new();

    [AzuriteFact]
    public async Task Unprotect_ByAnotherInstance_OpensWhatWasSealed()
    {
        var container = await ContainerAsync();
        var sealedText = Protector(container, vault).Protect("secret");
        vault.Rotate();

        Assert.Equal("secret", Protector(container, vault).Unprotect(sealedText));
    }

    [AzuriteFact]
    public async Task Unprotect_WithoutTheVaultsKey_OpensNothing()
    {
        var container = await ContainerAsync();
        var sealedText = Protector(container, vault).Protect("secret");

        Assert.ThrowsAny<CryptographicException>(() => Protector(container, new Vault()).Unprotect(sealedText));
    }

    [AzuriteFact]
    public async Task Protect_StoresNoKeyInTheClear()
    {
        var container = await ContainerAsync();
        _ = Protector(container, vault).Protect("secret");

        var blob = Assert.Single(container.GetBlobs());
        var xml = (await container.GetBlobClient(blob.Name).DownloadContentAsync()).Value.Content.ToString();
        Assert.Contains("wrappedKey", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("masterKey", xml, StringComparison.Ordinal);
    }

    private static IDataProtector Protector(BlobContainerClient container, IWrappingKeys keys)
    {
        var services = new ServiceCollection();
        services.AddSingleton(keys);
        services.AddDataProtection().SetApplicationName("test");
        services.Configure<KeyManagementOptions>(options =>
        {
            options.XmlRepository = new BlobKeyRepository(container);
            options.XmlEncryptor = new WrappingXmlEncryptor(keys);
        });
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
    }

    private static async Task<BlobContainerClient> ContainerAsync() =>
        new BlobServiceClient((await AzuriteServer.Shared).ConnectionString).GetBlobContainerClient($"keys-{Guid.NewGuid():N}");

    private sealed class Vault : IWrappingKeys
    {
        private readonly List<byte[]> versions = [RandomNumberGenerator.GetBytes(32)];

        public (string Version, byte[] Key) GetCurrent() => ($"{versions.Count - 1}", versions[^1]);

        public byte[] Get(string version) => versions[int.Parse(version, null)];

        internal void Rotate() => versions.Add(RandomNumberGenerator.GetBytes(32));
    }
}
