using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Pantheon.Functions.Secrets;

/// <summary>Wraps Data Protection's keys by AES-GCM before they are stored.</summary>
public sealed class WrappingXmlEncryptor(IWrappingKeys keys) : IXmlEncryptor
{
    internal const int TagBytes = 16;
    internal const int NonceBytes = 12;

    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var (version, key) = keys.GetCurrent();
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var (nonce, sealedBytes, tag) = (RandomNumberGenerator.GetBytes(NonceBytes), new byte[plain.Length], new byte[TagBytes]);
        using (var aes = new AesGcm(key, TagBytes))
            aes.Encrypt(nonce, plain, sealedBytes, tag, Encoding.UTF8.GetBytes(version));
        CryptographicOperations.ZeroMemory(plain);
        var wrapped = new XElement(
            "wrappedKey", new XAttribute("version", version), new XElement("nonce", Convert.ToBase64String(nonce)),
            new XElement("tag", Convert.ToBase64String(tag)), new XElement("value", Convert.ToBase64String(sealedBytes)));
        return new EncryptedXmlInfo(wrapped, typeof(WrappingXmlDecryptor));
    }
}
