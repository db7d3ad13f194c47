using System.Security.Cryptography;
using System.Text;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Logistics.Tests.ServiceDefaults;

/// <summary>Makes tokens, good and bad, and publishes the key that the good ones are signed with.</summary>
internal sealed class TokenForge : IPublishedKeys, IDisposable
{
    private static readonly JsonWebTokenHandler Writer = new() { SetDefaultTimesOnTokenCreation = false };

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public string KeyId { get; init; } = "key-1";

    /// <summary>Identity does not answer.</summary>
    public bool Away { get; set; }

    public Task<JsonWebKeySet> FetchAsync(CancellationToken cancellationToken)
    {
        if (Away)
        {
            throw new HttpRequestException("Connection refused");
        }

        var set = new JsonWebKeySet();
        set.Keys.Add(PublicKey(_key, KeyId));
        return Task.FromResult(set);
    }

    public string Good(Guid? user = null, Action<SecurityTokenDescriptor>? change = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var token = new SecurityTokenDescriptor
        {
            TokenType = "at+jwt",
            Issuer = "logistics-identity",
            Audience = "logistics",
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddMinutes(15),
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(_key) { KeyId = KeyId }, SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object>
            {
                ["sub"] = (user ?? Guid.CreateVersion7()).ToString(),
                ["role"] = new[] { Roles.Customer, Roles.Driver },
            },
        };
        change?.Invoke(token);
        return Writer.CreateToken(token);
    }

    /// <summary>The good token's header and payload with another algorithm claimed, unsigned.</summary>
    public string Unsigned()
    {
        var header = Base64UrlEncoder.Encode($$"""{"alg":"none","typ":"at+jwt","kid":"{{KeyId}}"}""");
        return $"{header}.{Good().Split('.')[1]}.";
    }

    /// <summary>
    /// Signed by HMAC with the public key as the secret: a verifier believes it that lets the token choose the algorithm.
    /// </summary>
    public string SignedWithThePublicKey()
    {
        var secret = new SymmetricSecurityKey(Encoding.ASCII.GetBytes(_key.ExportSubjectPublicKeyInfoPem())) { KeyId = KeyId };
        return Good(change: token => token.SigningCredentials = new SigningCredentials(secret, SecurityAlgorithms.HmacSha256));
    }

    /// <summary>Signed by a key of the forger's own.</summary>
    public string SignedByAnother(string keyId)
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var credentials = new SigningCredentials(new ECDsaSecurityKey(other) { KeyId = keyId }, SecurityAlgorithms.EcdsaSha256)
        {
            CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false },
        };
        return Good(change: token => token.SigningCredentials = credentials);
    }

    /// <summary>A good token, one role added to its payload afterwards.</summary>
    public string Tampered()
    {
        var parts = Good().Split('.');
        var payload = Base64UrlEncoder.Decode(parts[1]).Replace(Roles.Driver, Roles.Admin, StringComparison.Ordinal);
        return $"{parts[0]}.{Base64UrlEncoder.Encode(payload)}.{parts[2]}";
    }

    public void Dispose() => _key.Dispose();

    public static JsonWebKey PublicKey(ECDsa key, string keyId)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new JsonWebKey
        {
            Kty = "EC",
            Crv = "P-256",
            X = Base64UrlEncoder.Encode(point.X),
            Y = Base64UrlEncoder.Encode(point.Y),
            Kid = keyId,
            Use = "sig",
        };
    }
}
