using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Keys;

/// <summary>
/// Encrypts Data Protection's key ring for the database (AES-256-GCM, with a key from <see cref="IdentitySettings.KeySecret"/>), so that a copy of the
/// database alone signs nothing.
/// </summary>
internal sealed class KeyProtection(IOptions<IdentitySettings> settings)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _key = KeyOf(settings.Value.KeySecret);
    private readonly byte[][] _formerKeys = [.. settings.Value.FormerKeySecrets.Select(KeyOf)];

    /// <summary>Nonce, tag, ciphertext.</summary>
    public byte[] Protect(ReadOnlySpan<byte> secret)
    {
        var result = new byte[NonceLength + TagLength + secret.Length];
        var nonce = result.AsSpan(0, NonceLength);
        var tag = result.AsSpan(NonceLength, TagLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagLength);
        aes.Encrypt(nonce, secret, result.AsSpan(NonceLength + TagLength), tag);
        return result;
    }

    /// <exception cref="CryptographicException">It was protected with another secret than the one or the former ones, or was changed.</exception>
    public byte[] Unprotect(ReadOnlySpan<byte> stored)
    {
        foreach (var key in _formerKeys.Prepend(_key))
        {
            if (TryDecrypt(key, stored) is { } secret)
            {
                return secret;
            }
        }

        throw new CryptographicException(
            $"The keys in the database were protected with another '{IdentitySettings.Section}:{nameof(IdentitySettings.KeySecret)}'.");
    }

    private static byte[]? TryDecrypt(byte[] key, ReadOnlySpan<byte> stored)
    {
        var secret = new byte[stored.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(stored[..NonceLength], stored[(NonceLength + TagLength)..], stored.Slice(NonceLength, TagLength), secret);
            return secret;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] KeyOf(string secret) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), outputLength: 32, info: "logistics data protection"u8.ToArray());
}
