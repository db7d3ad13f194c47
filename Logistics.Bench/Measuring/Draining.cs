using System.Diagnostics;

namespace Logistics.Bench.Measuring;

internal static class Draining
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>How long it takes until nothing is left. When something is left after a minute, it is a minute.</summary>
    public static async Task<TimeSpan> UntilNoneAsync(Func<Task<long>> left, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (await left() > 0 && Stopwatch.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(Interval, clock, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(started);
    }
}
