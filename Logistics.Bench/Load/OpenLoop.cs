using System.Diagnostics;
using System.Threading.Channels;

namespace Logistics.Bench.Load;

/// <summary>
/// Begins operations when they are due, whether or not those before have ended, as people do. Latency counts from when an operation was due, so
/// that a system that stalls cannot hide it by keeping the load waiting.
/// </summary>
internal static class OpenLoop
{
    /// <summary>.NET's timers do not tick faster.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <param name="workers">Operations under way at once, at most; the next wait, and their waiting counts.</param>
    /// <param name="operation">Does the one of that index, which was due at that timestamp; what went wrong, or <see langword="null"/>.</param>
    public static async Task<LoadResult> RunAsync(
        Schedule schedule, int workers, TimeProvider clock, Func<int, long, CancellationToken, Task<string?>> operation, CancellationToken cancellationToken)
    {
        var due = Channel.CreateUnbounded<int>(new() { SingleWriter = true });
        var tallies = Enumerable.Range(0, workers).Select(_ => new Tally()).ToArray();
        var started = Stopwatch.GetTimestamp();
        var working = tallies.Select(tally => Task.Run(
            async () =>
            {
                await foreach (var index in due.Reader.ReadAllAsync(cancellationToken))
                {
                    var dueAt = schedule.DueAt(index, started);
                    tally.Count(await operation(index, dueAt, cancellationToken), dueAt);
                }
            },
            cancellationToken)).ToArray();
        for (var next = 0; next < schedule.Count;)
        {
            for (var count = schedule.DueAfter(Stopwatch.GetElapsedTime(started)); next < count; next++)
            {
                due.Writer.TryWrite(next);
            }

            await Task.Delay(Tick, clock, cancellationToken);
        }

        due.Writer.Complete();
        await Task.WhenAll(working);
        return LoadResult.Of(tallies, Stopwatch.GetElapsedTime(started));
    }
}
