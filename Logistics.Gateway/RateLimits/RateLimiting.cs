using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;
using Microsoft.Extensions.Options;

namespace Logistics.Gateway.RateLimits;

/// <summary>Refuses what is too much, by address and by caller; some endpoints are limited more.</summary>
internal sealed class RateLimiting(IOptions<RateLimitOptions> options) : IDisposable
{
    private static readonly TimeSpan StreamWait = TimeSpan.FromSeconds(30);

    private static readonly Error Exceeded = new(
        "rate_limit.exceeded", "Too many requests; wait as long as Retry-After says.", ErrorKind.Overload);

    private readonly Limit<IPAddress> _address = new("address", options.Value.Address);
    private readonly Limit<string> _caller = new("caller", options.Value.Caller);
    private readonly Limit<IPAddress> _signIn = new("sign-in", options.Value.SignIn);
    private readonly Limit<string> _account = new("account", options.Value.Account);
    private readonly PartitionedRateLimiter<string> _streams = PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetConcurrencyLimiter(key, _ => new ConcurrencyLimiterOptions { PermitLimit = options.Value.OpenStreams }));

    private readonly Limit<IPAddress> _badApiKeys = new("bad-api-keys", options.Value.BadApiKeys);

    /// <summary>For every request: after authentication, which says who the caller is, and before anything that costs.</summary>
    public Task LimitAsync(HttpContext context, RequestDelegate next)
    {
        var address = ClientAddress.Of(context);
        if (_address.Take(address) is { } addressWait)
        {
            return RefuseAsync(context, _address, address, addressWait);
        }

        if (context.User.FindFirst("sub")?.Value is not { } caller)
        {
            _address.Tell(context.Response, address, wait: null);
            return next(context);
        }

        var callerWait = _caller.Take(caller);
        if (callerWait is not null)
        {
            return RefuseAsync(context, _caller, caller, callerWait.Value);
        }

        _caller.Tell(context.Response, caller, wait: null);
        return next(context);
    }

    /// <summary>For endpoints that take credentials or have mails sent: by address, and by the account that the body names.</summary>
    public async ValueTask<object?> LimitSignInAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var address = ClientAddress.Of(invocation.HttpContext);
        if (_signIn.Take(address) is { } wait)
        {
            await RefuseAsync(invocation.HttpContext, _signIn, address, wait);
            return Results.Empty;
        }

        if (invocation.Arguments.OfType<INamesAccount>().FirstOrDefault()?.Account is { Length: > 0 } account
            && _account.Take(KeyOf(account)) is { } accountWait)
        {
            await RefuseAsync(invocation.HttpContext, _account, KeyOf(account), accountWait);
            return Results.Empty;
        }

        return await next(invocation);
    }

    /// <summary>For endpoints that stay open: a place among those of the caller, or of the address where nobody is signed in.</summary>
    public async ValueTask<object?> LimitStreamsAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        using var place = _streams.AttemptAcquire(context.User.FindFirst("sub")?.Value ?? ClientAddress.Of(context).ToString());
        if (place.IsAcquired)
        {
            return await next(invocation);
        }

        await RefuseAsync(context, StreamWait);
        return Results.Empty;
    }

    /// <summary>How long an address must wait that has tried too many API keys; <see langword="null"/>: it has not.</summary>
    public TimeSpan? LookForBadKeys(HttpContext context) => _badApiKeys.Look(ClientAddress.Of(context));

    public void CountBadKey(HttpContext context) => _badApiKeys.Take(ClientAddress.Of(context));

    public Task RefuseBadKeysAsync(HttpContext context, TimeSpan wait) =>
        RefuseAsync(context, _badApiKeys, ClientAddress.Of(context), wait);

    /// <summary>Answers 429 and says how long to wait.</summary>
    public static Task RefuseAsync<TKey>(HttpContext context, Limit<TKey> limit, TKey key, TimeSpan wait)
        where TKey : notnull
    {
        limit.Tell(context.Response, key, wait);
        return RefuseAsync(context, wait);
    }

    private static Task RefuseAsync(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Problems.WriteAsync(context, Exceeded);
    }

    public void Dispose()
    {
        _address.Dispose();
        _caller.Dispose();
        _signIn.Dispose();
        _account.Dispose();
        _streams.Dispose();
        _badApiKeys.Dispose();
    }

    /// <summary>However long it is, and however it is written.</summary>
    private static string KeyOf(string account) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(account.Trim().ToUpperInvariant())));
}
