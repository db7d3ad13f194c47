using System.Diagnostics;

namespace Logistics.Bench.Measuring;

internal static class Draining
{
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How long it takes until nothing is left. When something is left after a minute, it is a minute. Between two looks at least nine
    /// times as long passes as one took, so that looking takes no more than a tenth of what it watches.
    /// </summary>
    public static async Task<TimeSpan> UntilNoneAsync(Func<Task<long>> left, TimeProvider clock, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var looked = Stopwatch.GetTimestamp();
            var isDone = await left() == 0;
            if (isDone || Stopwatch.GetElapsedTime(started) >= Patience)
            {
                return Stopwatch.GetElapsedTime(started);
            }

            var interval = 9 * Stopwatch.GetElapsedTime(looked);
            await Task.Delay(interval > MinInterval ? interval : MinInterval, clock, cancellationToken);
        }
    }
}
