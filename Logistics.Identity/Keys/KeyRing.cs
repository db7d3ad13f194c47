using System.Security.Cryptography;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;
using Npgsql;

namespace Logistics.Identity.Keys;

/// <summary>The signing keys in use, read from the database at start. The newest signs; all of them are published.</summary>
internal sealed class KeyRing(KeyProtection protection, TimeProvider clock) : IPublishedKeys
{
    private volatile ECDsaSecurityKey[] _keys = [];

    /// <summary>Newest first; empty before the start is through.</summary>
    public IReadOnlyList<ECDsaSecurityKey> Keys => _keys;

    /// <summary>The public halves.</summary>
    public JsonWebKeySet Published
    {
        get
        {
            var set = new JsonWebKeySet();
            foreach (var key in _keys)
            {
                set.Keys.Add(PublicHalf(key));
            }

            return set;
        }
    }

    public Task<JsonWebKeySet> FetchAsync(CancellationToken cancellationToken) =>
        _keys.Length > 0 ? Task.FromResult(Published) : throw new HttpRequestException("The signing keys are not loaded yet.");

    /// <summary>Reads the keys, making the first one when there is none. Replicas that start together end up with the same.</summary>
    public async Task LoadAsync(AccountsDbContext db, CancellationToken cancellationToken)
    {
        if (!await db.SigningKeys.AnyAsync(cancellationToken))
        {
            await CreateFirstAsync(db, cancellationToken);
        }

        var rows = await db.SigningKeys.AsNoTracking().OrderByDescending(key => key.Generation).Take(10).ToListAsync(cancellationToken);
        _keys = [.. rows.Select(Open)];
    }

    private async Task CreateFirstAsync(AccountsDbContext db, CancellationToken cancellationToken)
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keyId = Base64UrlEncoder.Encode(new ECDsaSecurityKey(ecdsa).ComputeJwkThumbprint());
        db.SigningKeys.Add(new SigningKey
        {
            Generation = 1,
            KeyId = keyId,
            ProtectedKey = protection.Protect(ecdsa.ExportPkcs8PrivateKey(), keyId),
            CreatedAt = clock.GetUtcNow(),
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear(); // another replica was faster: its key is the one
        }
    }

    private ECDsaSecurityKey Open(SigningKey row)
    {
        var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(protection.Unprotect(row.ProtectedKey, row.KeyId), out _);
        return new ECDsaSecurityKey(ecdsa) { KeyId = row.KeyId };
    }

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
}
