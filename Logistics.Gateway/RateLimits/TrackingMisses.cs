using System.Globalization;
using System.Net;
using Grpc.Core;
using Logistics.Contracts;
using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Logistics.Gateway.RateLimits;

/// <summary>
/// Makes guessing tracking numbers not pay: the misses of an address are counted by all Gateways together, in Redis; the first few are
/// answered at once, those after them later and later, and then all that the address asks for is refused, hits too, until the window ends.
/// Hits are not counted and cost nothing; a refused address is remembered here. While Redis is away each process counts for itself.
/// </summary>
internal sealed partial class TrackingMisses(
    IConnectionMultiplexer redis, IOptions<RateLimitOptions> options, TimeProvider clock, ILogger<TrackingMisses> logger) : IDisposable
{
    private const int MaxRefused = 10_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly MissLimit _limit = options.Value.TrackingMisses;
    private readonly Limit<IPAddress> _own = new("tracking-misses", options.Value.TrackingMisses);
    private readonly MemoryCache _refused = new(new MemoryCacheOptions { SizeLimit = MaxRefused });

    /// <summary>For endpoints that answer whoever has a tracking number.</summary>
    public static ValueTask<object?> FilterAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        invocation.HttpContext.RequestServices.GetRequiredService<TrackingMisses>().LimitAsync(invocation, next);

    private async ValueTask<object?> LimitAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var (context, address) = (invocation.HttpContext, ClientAddress.Of(invocation.HttpContext));
        if (Look(address) is { } known)
        {
            return await RefuseAsync(context, address, known);
        }

        var isByPartnersNumber = IsByPartnersNumber(context);
        if (isByPartnersNumber && await CountAsync(address, context.RequestAborted) is { } guessed)
        {
            return await RefuseAsync(context, address, guessed);
        }

        object? answer;
        try
        {
            answer = await next(invocation);
        }
        catch (RpcException miss) when (miss.StatusCode == StatusCode.NotFound)
        {
            answer = new ProblemResult(miss.ToError());
        }

        return !isByPartnersNumber && answer is ProblemResult { Error.Kind: ErrorKind.NotFound }
            && await CountAsync(address, context.RequestAborted) is { } wait
            ? await RefuseAsync(context, address, wait)
            : answer;
    }

    /// <summary>
    /// Partners count their numbers up, so that guesses hit: asking by them counts as a miss does, before it is answered. Who goes by the
    /// tracking number of the answer pays nothing.
    /// </summary>
    private static bool IsByPartnersNumber(HttpContext context) =>
        context.Request.RouteValues.TryGetValue("trackingNumber", out var asked) && !TrackingNumber.TryParse(asked as string, out _);

    public void Dispose()
    {
        _own.Dispose();
        _refused.Dispose();
    }

    private TimeSpan? Look(IPAddress address) =>
        _refused.TryGetValue(address, out DateTimeOffset until) && until > clock.GetUtcNow()
            ? until - clock.GetUtcNow()
            : _own.Look(address);

    /// <summary>Counts a miss, and waits as long as this one has to. How long the address is refused from here on, if it is.</summary>
    private async Task<TimeSpan?> CountAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var window = now.Ticks / _limit.Window.Ticks;
        if (_own.Take(address) is { } ownWait)
        {
            return ownWait;
        }

        var count = await CountTogetherAsync($"gateway:tracking-misses:{address}:{window.ToString(CultureInfo.InvariantCulture)}")
            ?? _own.Taken(address);
        if (count > _limit.Permits)
        {
            var until = new DateTimeOffset((window + 1) * _limit.Window.Ticks, TimeSpan.Zero);
            _refused.Set(address, until, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = _limit.Window });
            return until - now;
        }

        if (count > _limit.Prompt)
        {
            await Task.Delay(
                _limit.LongestDelay * (count - _limit.Prompt) / Math.Max(1, _limit.Permits - _limit.Prompt), clock, cancellationToken);
        }

        return null;
    }

    private async Task<long?> CountTogetherAsync(string entry)
    {
        if (!redis.IsConnected)
        {
            return null;
        }

        try
        {
            var database = redis.GetDatabase();
            var counted = database.StringIncrementAsync(entry, 1, CommandFlags.None);
            _ = database.KeyExpireAsync(entry, _limit.Window, CommandFlags.FireAndForget);
            return await counted.WaitAsync(Patience, clock);
        }
        catch (Exception away) when (away is RedisException or TimeoutException)
        {
            LogAway(away);
            return null;
        }
    }

    private async Task<object?> RefuseAsync(HttpContext context, IPAddress address, TimeSpan wait)
    {
        await RateLimiting.RefuseAsync(context, _own, address, wait);
        return Results.Empty;
    }

    [LoggerMessage(7011, LogLevel.Warning, "The cache is away; misses are counted in this process alone")]
    private partial void LogAway(Exception exception);
}
