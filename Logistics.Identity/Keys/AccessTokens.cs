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

    /// <summary>How long the token of an API key lives: as long as any request may take. It does not leave the system.</summary>
    private static readonly TimeSpan KeyTokenLifetime = TimeSpan.FromMinutes(5);

    public string Issue(Account account, IEnumerable<string> roles, Guid sessionId) =>
        Write(settings.Value.AccessTokenLifetime, new Dictionary<string, object>
        {
            [CallerClaims.Subject] = account.Id.ToString(),
            [CallerClaims.Session] = sessionId.ToString(),
            [CallerClaims.Role] = roles.ToArray(),
        });

    /// <summary>For an API key: the account's token as far as the scopes go.</summary>
    public string IssueForKey(Guid accountId, IEnumerable<string> roles, IEnumerable<string> scopes) =>
        Write(KeyTokenLifetime, new Dictionary<string, object>
        {
            [CallerClaims.Subject] = accountId.ToString(),
            [CallerClaims.Role] = roles.ToArray(),
            [CallerClaims.Scope] = string.Join(' ', scopes),
        });

    private string Write(TimeSpan lifetime, Dictionary<string, object> claims)
    {
        var now = clock.GetUtcNow();
        claims[JwtRegisteredClaimNames.Jti] = Guid.CreateVersion7(now).ToString();
        return Writer.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = CallerClaims.TokenType,
            Issuer = accepted.Value.Issuer,
            Audience = accepted.Value.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(keys.Signing, SecurityAlgorithms.EcdsaSha256),
            Claims = claims,
        });
    }
}
