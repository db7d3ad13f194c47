namespace Logistics.Tracking.Features.EstimateDelivery;

/// <summary>
/// Durations are counted in buckets, each a fifth wider than the one before: minutes near the door, hours far from it. So a few dozen
/// counters tell any percentile of any number of observations to about a tenth.
/// </summary>
internal static class LegBuckets
{
    /// <summary>Of <c>duration</c>, an interval, in SQL.</summary>
    public const string BucketOfDuration = "floor(4 * ln(1 + extract(epoch FROM duration)::float8 / 60) / ln(2))::smallint";

    /// <summary>The middle of a bucket.</summary>
    public static TimeSpan DurationOf(short bucket) => TimeSpan.FromMinutes(Math.Pow(2, (bucket + 0.5) / 4) - 1);
}
