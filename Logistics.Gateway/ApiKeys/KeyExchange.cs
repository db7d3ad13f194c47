using Grpc.Core;
using Logistics.Contracts.Identity.V1;
using Logistics.Gateway.RateLimits;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using ApiKey = Logistics.ServiceDefaults.Authentication.ApiKey;

namespace Logistics.Gateway.ApiKeys;

/// <summary>
/// Turns the API key of a request into an access token, so that behind here there is one kind of proof only. Identity is asked once in a
/// while, not each time: what happens to a key is felt within that time.
/// </summary>
internal sealed class KeyExchange(
    ApiKeysService.ApiKeysServiceClient keys, RateLimiting limits, IOptions<GatewayOptions> options, TimeProvider clock) : IDisposable
{
    private const string KeyHeader = "X-Api-Key";
    private const string Bearer = "Bearer ";
    private const int MaxKept = 10_000;

    /// <summary>No longer than any setting allows.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly MemoryCache _tokens = new(new MemoryCacheOptions { SizeLimit = MaxKept });

    /// <summary>Before authentication. A key that is refused is taken away: the request goes on as anonymous.</summary>
    public async Task ExchangeAsync(HttpContext context, RequestDelegate next)
    {
        if (ReadKey(context.Request) is { } text)
        {
            context.Request.Headers.Authorization = default;
            if (ApiKey.TryParse(text, out var key))
            {
                if (limits.LookForBadKeys(context) is { } wait)
                {
                    await limits.RefuseBadKeysAsync(context, wait);
                    return;
                }

                context.Request.Headers.Authorization = await TokenOfAsync(key, context);
            }
        }

        await next(context);
    }

    public void Dispose() => _tokens.Dispose();

    /// <summary>As a bearer token, else in a header of its own. Other bearer tokens are none of ours to touch.</summary>
    private static string? ReadKey(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Length == 0)
        {
            return request.Headers.TryGetValue(KeyHeader, out var key) ? key.ToString() : null;
        }

        var token = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
            ? authorization[Bearer.Length..].Trim()
            : string.Empty;
        return token.StartsWith(ApiKey.Prefix, StringComparison.Ordinal) ? token : null;
    }

    /// <summary>The Authorization header that takes the key's place; none where it is refused.</summary>
    private async Task<string?> TokenOfAsync(ApiKey key, HttpContext context)
    {
        var entry = Convert.ToHexString(key.Hash);
        var now = clock.GetUtcNow();
        if (_tokens.TryGetValue(entry, out Kept? kept) && kept is not null && now - kept.At < options.Value.ApiKeysKeptFor)
        {
            return kept.Header;
        }

        try
        {
            var answer = await keys.ExchangeApiKeyAsync(
                new ExchangeApiKeyRequest { Key = key.Reveal() }, cancellationToken: context.RequestAborted);
            var fresh = new Kept(Bearer + answer.AccessToken, now);
            _tokens.Set(entry, fresh, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lifetime });
            return fresh.Header;
        }
        catch (RpcException refusal) when (refusal.StatusCode == StatusCode.Unauthenticated)
        {
            _tokens.Remove(entry);
            limits.CountBadKey(context);
            return null;
        }
    }

    /// <param name="At">When Identity was asked.</param>
    private sealed record Kept(string Header, DateTimeOffset At);
}
