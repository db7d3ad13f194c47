using Logistics.Identity.Domain;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Logistics.Identity.Keys;

/// <summary>Issues access tokens: short-lived JWTs that every service checks by itself.</summary>
internal sealed class AccessTokens(
    KeyRing keys, IOptions<IdentitySettings> settings, IOptions<CallerAuthenticationOptions> accepted, TimeProvider clock)
{
    private static readonly JsonWebTokenHandler Writer = new() { SetDefaultTimesOnTokenCreation = false };

    public string Issue(Account account, IEnumerable<string> roles, Guid sessionId)
    {
        var now = clock.GetUtcNow();
        return Writer.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = CallerClaims.TokenType,
            Issuer = accepted.Value.Issuer,
            Audience = accepted.Value.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + settings.Value.AccessTokenLifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(keys.Signing, SecurityAlgorithms.EcdsaSha256),
            Claims = new Dictionary<string, object>
            {
                [CallerClaims.Subject] = account.Id.ToString(),
                [CallerClaims.Session] = sessionId.ToString(),
                [CallerClaims.Role] = roles.ToArray(),
                [JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString(),
            },
        });
    }
}
