using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Logistics.Identity.Keys;

/// <summary>Data Protection's keys as <see cref="KeyProtection"/> encrypts them.</summary>
internal sealed class KeySecretEncryptor(KeyProtection protection) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plaintext = System.Text.Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        return new EncryptedXmlInfo(
            new XElement("encryptedKey", Convert.ToBase64String(protection.Protect(plaintext))), typeof(KeySecretDecryptor));
    }
}

/// <summary>The way back. Data Protection makes it by the name that the encrypted key carries: neither may be renamed.</summary>
internal sealed class KeySecretDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement)
    {
        var plaintext = services.GetRequiredService<KeyProtection>().Unprotect(Convert.FromBase64String(encryptedElement.Value));
        return XElement.Parse(System.Text.Encoding.UTF8.GetString(plaintext));
    }
}
