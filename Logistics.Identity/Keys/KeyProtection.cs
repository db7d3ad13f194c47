using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Keys;

/// <summary>Encrypts private keys for the database (AES-256-GCM), so that a copy of the database alone signs nothing.</summary>
internal sealed class KeyProtection(IOptions<IdentitySettings> settings)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _key = HKDF.DeriveKey(
        HashAlgorithmName.SHA256,
        Encoding.UTF8.GetBytes(settings.Value.KeySecret),
        outputLength: 32,
        info: "logistics signing keys"u8.ToArray());

    /// <summary>Nonce, tag, ciphertext. Bound to the key's id: rows cannot be swapped.</summary>
    public byte[] Protect(ReadOnlySpan<byte> secret, string keyId)
    {
        var result = new byte[NonceLength + TagLength + secret.Length];
        var nonce = result.AsSpan(0, NonceLength);
        var tag = result.AsSpan(NonceLength, TagLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagLength);
        aes.Encrypt(nonce, secret, result.AsSpan(NonceLength + TagLength), tag, Encoding.UTF8.GetBytes(keyId));
        return result;
    }

    /// <exception cref="InvalidOperationException">It was protected with another secret.</exception>
    public byte[] Unprotect(ReadOnlySpan<byte> stored, string keyId)
    {
        var nonce = stored[..NonceLength];
        var tag = stored.Slice(NonceLength, TagLength);
        var ciphertext = stored[(NonceLength + TagLength)..];
        var secret = new byte[ciphertext.Length];
        using var aes = new AesGcm(_key, TagLength);
        try
        {
            aes.Decrypt(nonce, ciphertext, tag, secret, Encoding.UTF8.GetBytes(keyId));
            return secret;
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw new InvalidOperationException(
                $"The signing keys in the database were protected with another '{IdentitySettings.Section}:{nameof(IdentitySettings.KeySecret)}'.",
                exception);
        }
    }
}
