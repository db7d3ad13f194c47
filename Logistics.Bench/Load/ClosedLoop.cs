using System.Diagnostics;

namespace Logistics.Bench.Load;

/// <summary>Keeps so many workers busy, each with one operation after another: what a system can take at most.</summary>
internal static class ClosedLoop
{
    /// <summary>Runs for <paramref name="duration"/>; what has begun by then is finished, and counted.</summary>
    /// <param name="operation">Does it once, for the worker of that index; what went wrong, or <see langword="null"/>.</param>
    public static async Task<LoadResult> RunAsync(
        int workers, TimeSpan duration, Func<int, CancellationToken, Task<string?>> operation, CancellationToken cancellationToken)
    {
        var tallies = Enumerable.Range(0, workers).Select(_ => new Tally()).ToArray();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(tallies.Select((tally, worker) => Task.Run(
            async () =>
            {
                while (Stopwatch.GetElapsedTime(started) < duration)
                {
                    var begun = Stopwatch.GetTimestamp();
                    tally.Count(await operation(worker, cancellationToken), begun);
                }
            },
            cancellationToken)));
        return LoadResult.Of(tallies, Stopwatch.GetElapsedTime(started));
    }
}
