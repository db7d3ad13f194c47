using System.Security.Cryptography;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;

namespace Logistics.Identity.Keys;

/// <summary>The signing keys as this replica knows them. One of them signs; all of them are published.</summary>
internal sealed class KeyRing(IDataProtectionProvider protection, TimeProvider clock) : IPublishedKeys
{
    private const string Purpose = "signing keys";

    private volatile Entry[] _entries = [];

    /// <summary>Whether there is anything to sign with; not before the start is through.</summary>
    public bool IsLoaded => _entries.Length > 0;

    /// <summary>The one that signs now: the newest whose time has come.</summary>
    public ECDsaSecurityKey Signing
    {
        get
        {
            var now = clock.GetUtcNow();
            var entries = _entries;
            return (Array.FindLast(entries, entry => entry.SignsFrom <= now) ?? entries[0]).Key;
        }
    }

    /// <summary>The public halves.</summary>
    public JsonWebKeySet Published
    {
        get
        {
            var set = new JsonWebKeySet();
            foreach (var entry in _entries)
            {
                set.Keys.Add(PublicHalf(entry.Key));
            }

            return set;
        }
    }

    public Task<JsonWebKeySet> FetchAsync(CancellationToken cancellationToken) =>
        IsLoaded ? Task.FromResult(Published) : throw new HttpRequestException("The signing keys are not loaded yet.");

    /// <summary>Makes a key, encrypted for the database.</summary>
    public SigningKey Create(int generation, DateTimeOffset now, DateTimeOffset signsFrom)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keyId = Base64UrlEncoder.Encode(new ECDsaSecurityKey(ecdsa).ComputeJwkThumbprint());
        return new SigningKey
        {
            Generation = generation,
            KeyId = keyId,
            ProtectedKey = ProtectorOf(keyId).Protect(ecdsa.ExportPkcs8PrivateKey()),
            CreatedAt = now,
            SignsFrom = signsFrom,
        };
    }

    /// <summary>Takes what the database has; a key that is known stays the same object.</summary>
    /// <exception cref="InvalidOperationException">One cannot be decrypted.</exception>
    public void Take(IEnumerable<SigningKey> keys)
    {
        var known = _entries.ToDictionary(entry => entry.Key.KeyId, entry => entry.Key, StringComparer.Ordinal);
        _entries = [.. keys.OrderBy(key => key.Generation).Select(key =>
            new Entry(known.GetValueOrDefault(key.KeyId) ?? Open(key), key.SignsFrom))];
    }

    private ECDsaSecurityKey Open(SigningKey row)
    {
        var ecdsa = ECDsa.Create();
        try
        {
            ecdsa.ImportPkcs8PrivateKey(ProtectorOf(row.KeyId).Unprotect(row.ProtectedKey), out _);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidOperationException(
                "The signing keys in the database were protected with another "
                    + $"'{IdentitySettings.Section}:{nameof(IdentitySettings.KeySecret)}'.",
                exception);
        }

        return new ECDsaSecurityKey(ecdsa) { KeyId = row.KeyId };
    }

    /// <summary>Bound to the key's id: rows cannot be swapped.</summary>
    private IDataProtector ProtectorOf(string keyId) => protection.CreateProtector(Purpose, keyId);

    private static JsonWebKey PublicHalf(ECDsaSecurityKey key)
    {
        var point = key.ECDsa.ExportParameters(includePrivateParameters: false).Q;
        return new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            Crv = JsonWebKeyECTypes.P256,
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
            Kid = key.KeyId,
            Use = JsonWebKeyUseNames.Sig,
            Alg = SecurityAlgorithms.EcdsaSha256,
        };
    }

    private sealed record Entry(ECDsaSecurityKey Key, DateTimeOffset SignsFrom);
}
