using System.Collections.Frozen;
using System.Security.Claims;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Logistics.ServiceDefaults.Authentication;

/// <summary>
/// Tokens whose signature was verified here lately. A caller sends the same token many times, and one ES256 check costs more than the rest
/// of a small call. An entry counts until the token expires or the keys change.
/// </summary>
internal sealed class ValidatedTokens(SigningKeys keys, IOptions<CallerAuthenticationOptions> options, TimeProvider clock) : IDisposable
{
    private readonly MemoryCache _cache = new(new MemoryCacheOptions { SizeLimit = 10_000 });

    public ClaimsPrincipal? Find(string token) =>
        _cache.TryGetValue(token, out Entry? entry)
        && entry is not null
        && ReferenceEquals(entry.Keys, keys.Current)
        && clock.GetUtcNow() < entry.Expires
            ? entry.User
            : null;

    public void Keep(string token, ClaimsPrincipal user, SecurityToken validated)
    {
        var expires = new DateTimeOffset(validated.ValidTo, TimeSpan.Zero) + options.Value.ClockSkew;
        _cache.Set(token, new Entry(user, expires, keys.Current), new MemoryCacheEntryOptions { Size = 1, AbsoluteExpiration = expires });
    }

    public void Dispose() => _cache.Dispose();

    private sealed record Entry(ClaimsPrincipal User, DateTimeOffset Expires, FrozenDictionary<string, SecurityKey> Keys);
}
