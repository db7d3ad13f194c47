using System.Security.Cryptography;
using System.Text;

namespace Logistics.ServiceDefaults.Protection;

/// <summary>
/// Encrypts what must not be read from a copy of the database alone: AES-256-GCM with a key from a configured secret. Former secrets still
/// open what they closed.
/// </summary>
/// <param name="purpose">Boxes of another purpose, under the same secret, do not open each other's contents.</param>
/// <param name="secret">As configured.</param>
/// <param name="formerSecrets">Those before it.</param>
public sealed class SecretBox(string purpose, string secret, IEnumerable<string> formerSecrets)
{
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly byte[] _key = KeyOf(purpose, secret);
    private readonly byte[][] _formerKeys = [.. formerSecrets.Select(former => KeyOf(purpose, former))];

    /// <param name="plain">What is to be kept secret.</param>
    /// <param name="owner">What it belongs to: it opens with the same only, so that rows cannot be swapped.</param>
    /// <returns>Nonce, tag, ciphertext.</returns>
    public byte[] Protect(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> owner = default)
    {
        var result = new byte[NonceLength + TagLength + plain.Length];
        var nonce = result.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_key, TagLength);
        aes.Encrypt(nonce, plain, result.AsSpan(NonceLength + TagLength), result.AsSpan(NonceLength, TagLength), owner);
        return result;
    }

    /// <exception cref="CryptographicException">It was closed with none of the secrets, or for another owner, or was changed.</exception>
    public byte[] Unprotect(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> owner = default)
    {
        foreach (var key in _formerKeys.Prepend(_key))
        {
            if (TryDecrypt(key, stored, owner) is { } plain)
            {
                return plain;
            }
        }

        throw new CryptographicException("This was protected with another secret.");
    }

    private static byte[]? TryDecrypt(byte[] key, ReadOnlySpan<byte> stored, ReadOnlySpan<byte> owner)
    {
        if (stored.Length < NonceLength + TagLength)
        {
            return null;
        }

        var plain = new byte[stored.Length - NonceLength - TagLength];
        using var aes = new AesGcm(key, TagLength);
        try
        {
            aes.Decrypt(stored[..NonceLength], stored[(NonceLength + TagLength)..], stored.Slice(NonceLength, TagLength), plain, owner);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static byte[] KeyOf(string purpose, string secret) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret), outputLength: 32, info: Encoding.UTF8.GetBytes(purpose));
}
