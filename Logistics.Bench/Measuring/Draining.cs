using System.Diagnostics;

namespace Logistics.Bench.Measuring;

internal static class Draining
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>How long it takes until nothing is left; <see cref="TimeSpan.MaxValue"/> when patience runs out.</summary>
    public static async Task<TimeSpan> UntilNoneAsync(Func<Task<long>> left, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (await left() > 0)
        {
            if (Stopwatch.GetElapsedTime(started) > Patience)
            {
                return TimeSpan.MaxValue;
            }

            await Task.Delay(Interval, clock, cancellationToken);
        }

        return Stopwatch.GetElapsedTime(started);
    }
}
