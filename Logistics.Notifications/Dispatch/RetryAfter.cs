using System.Net.Http.Headers;

namespace Logistics.Notifications.Dispatch;

internal static class RetryAfter
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>A Retry-After header as a delay; <see langword="null"/> without one. More than an hour is not believed.</summary>
    public static TimeSpan? ToDelay(this RetryConditionHeaderValue? header, TimeProvider clock)
    {
        var delay = header?.Delta ?? (header?.Date - clock.GetUtcNow());
        return delay is null || delay < TimeSpan.Zero ? null : delay > Longest ? Longest : delay;
    }
}
