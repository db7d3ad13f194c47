using System.Globalization;
using System.Threading.RateLimiting;

namespace Logistics.Gateway.RateLimits;

/// <summary>One limit by its public name, counted apart for each address or caller.</summary>
internal sealed class Limit<TKey>(string name, RateLimit limit) : IDisposable
    where TKey : notnull
{
    private readonly PartitionedRateLimiter<TKey> _limiter = PartitionedRateLimiter.Create<TKey, TKey>(key =>
        RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = limit.Permits, Window = limit.Window }));

    private readonly string _policy = string.Create(
        CultureInfo.InvariantCulture, $"\"{name}\";q={limit.Permits};w={limit.Window.TotalSeconds:0}");

    /// <summary>Counts one; <see langword="null"/> when it is within the limit, else how long to wait.</summary>
    public TimeSpan? Take(TKey key)
    {
        using var lease = _limiter.AttemptAcquire(key);
        return lease.IsAcquired ? null : Wait(lease);
    }

    /// <summary>As <see cref="Take"/>, but counts nothing.</summary>
    public TimeSpan? Look(TKey key)
    {
        using var lease = _limiter.AttemptAcquire(key, permitCount: 0);
        return lease.IsAcquired ? null : Wait(lease);
    }

    /// <summary>How many the key has taken in this window.</summary>
    public long Taken(TKey key) => limit.Permits - (_limiter.GetStatistics(key)?.CurrentAvailablePermits ?? limit.Permits);

    /// <summary>Tells the client where it stands (draft-ietf-httpapi-ratelimit-headers).</summary>
    public void Tell(HttpResponse response, TKey key, TimeSpan? wait)
    {
        var left = wait is null ? _limiter.GetStatistics(key)?.CurrentAvailablePermits ?? 0 : 0;
        response.Headers["RateLimit-Policy"] = _policy;
        response.Headers["RateLimit"] = wait is null
            ? string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={left}")
            : string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r=0;t={Math.Ceiling(wait.Value.TotalSeconds)}");
    }

    public void Dispose() => _limiter.Dispose();

    private TimeSpan Wait(RateLimitLease lease) => lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : limit.Window;
}
