using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Pantheon.Functions.Secrets;

/// <summary>Unwraps what <see cref="WrappingXmlEncryptor"/> wrapped. Made by Data Protection, by the name that stands beside the key.</summary>
public sealed class WrappingXmlDecryptor(IServiceProvider services) : IXmlDecryptor
{
    private readonly IWrappingKeys keys = services.GetRequiredService<IWrappingKeys>();

    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement)
    {
        byte[] Bytes(string name) => Convert.FromBase64String(encryptedElement.Element(name)!.Value);
        var version = encryptedElement.Attribute("version")!.Value;
        var value = Bytes("value");
        var plain = new byte[value.Length];
        using (var aes = new AesGcm(keys.Get(version), WrappingXmlEncryptor.TagBytes))
            aes.Decrypt(Bytes("nonce"), value, Bytes("tag"), plain, Encoding.UTF8.GetBytes(version));
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
