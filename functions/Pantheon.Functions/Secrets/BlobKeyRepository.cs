using System.Xml.Linq;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace Pantheon.Functions.Secrets;

/// <summary>Data Protection's keys as blobs, one each, so that all instances of the service have the same.</summary>
public sealed class BlobKeyRepository(BlobContainerClient container) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        if (!container.Exists())
            return [];
        var keys = new List<XElement>();
        foreach (var blob in container.GetBlobs())
        {
            using var content = container.GetBlobClient(blob.Name).OpenRead();
            keys.Add(XElement.Load(content));
        }

        return keys;
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        container.CreateIfNotExists();
        using var content = new MemoryStream();
        element.Save(content);
        content.Position = 0;
        container.GetBlobClient($"{friendlyName}.xml").Upload(content, overwrite: true);
    }
}
