using System.Diagnostics;
using System.Threading.Channels;

namespace Logistics.Bench.Load;

/// <summary>
/// Begins operations when they are due, whether or not those before have ended, as people do. Latency counts from when an operation was
/// due, so that a system that stalls cannot hide it by keeping the load waiting.
/// </summary>
internal static class OpenLoop
{
    /// <param name="workers">Operations under way at once, at most; the next wait, and their waiting counts.</param>
    /// <param name="operation">Does the one of that index, which was due at that timestamp; what went wrong, or
    /// <see langword="null"/>.</param>
    public static async Task<LoadResult> RunAsync(
        Schedule schedule, int workers, Func<int, long, CancellationToken, Task<string?>> operation, CancellationToken cancellationToken)
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
        await Task.Factory.StartNew(
            () => Announce(schedule, started, due.Writer, cancellationToken),
            cancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await Task.WhenAll(working);
        return LoadResult.Of(tallies, Stopwatch.GetElapsedTime(started));
    }

    private static void Announce(Schedule schedule, long started, ChannelWriter<int> due, CancellationToken cancellationToken)
    {
        for (var next = 0; next < schedule.Count && !cancellationToken.IsCancellationRequested;)
        {
            var elapsed = Stopwatch.GetElapsedTime(started);
            if (schedule.DueAt(next) <= elapsed)
            {
                due.TryWrite(next++);
            }
            else
            {
                ShortSleep.For(schedule.DueAt(next) - elapsed);
            }
        }

        due.Complete();
    }
}
