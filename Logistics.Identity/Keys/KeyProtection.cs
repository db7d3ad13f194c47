using System.Security.Cryptography;
using Logistics.ServiceDefaults.Protection;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Keys;

/// <summary>
/// Encrypts Data Protection's key ring for the database under <see cref="IdentitySettings.KeySecret"/>, so that a copy of the database
/// alone signs nothing.
/// </summary>
internal sealed class KeyProtection(IOptions<IdentitySettings> settings)
{
    private readonly SecretBox _box = new("logistics data protection", settings.Value.KeySecret, settings.Value.FormerKeySecrets);

    public byte[] Protect(ReadOnlySpan<byte> secret) => _box.Protect(secret);

    /// <exception cref="CryptographicException">It was protected with another secret than the one or the former ones, or was
    /// changed.</exception>
    public byte[] Unprotect(ReadOnlySpan<byte> stored)
    {
        try
        {
            return _box.Unprotect(stored);
        }
        catch (CryptographicException exception)
        {
            throw new CryptographicException(
                $"The keys in the database were protected with another '{IdentitySettings.Section}:{nameof(IdentitySettings.KeySecret)}'.",
                exception);
        }
    }
}
