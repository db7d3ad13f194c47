using System.Collections.Concurrent;
using System.Diagnostics;
using Logistics.Bench.Load;
using Logistics.Bench.Measuring;

namespace Logistics.Bench.Figures;

/// <summary>
/// So many shipments created by 16 callers, and whether each of their events had its effect, once. With <paramref name="brokerAway"/>, the
/// broker is killed when a third are created, and comes back ten seconds later.
/// </summary>
internal sealed class WholeFlow(Stage stage, int shipments, bool brokerAway) : IMeasurement
{
    private const int Connections = 16;
    private const string Broker = "messaging";

    private static readonly TimeSpan Away = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var merchant = await stage.MerchantAsync(cancellationToken);
        var since = stage.Clock.GetUtcNow();
        var begun = 0;
        var accepted = new ConcurrentQueue<string>();
        var third = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var load = new HttpLoad(stage.System.Url, Connections);
        var outage = brokerAway ? OutageAsync(third.Task, cancellationToken) : Task.CompletedTask;
        var started = Stopwatch.GetTimestamp();
        var tallies = Enumerable.Range(0, Connections).Select(_ => new Tally()).ToArray();
        await Task.WhenAll(tallies.Select(async tally =>
        {
            while (Interlocked.Increment(ref begun) is var mine && mine <= shipments)
            {
                if (mine == Math.Max(1, shipments / 3))
                {
                    third.SetResult();
                }

                var at = Stopwatch.GetTimestamp();
                var answer = await stage.CreateAsync(load, merchant, cancellationToken);
                tally.Count(answer.Unless(201), at);
                if (answer.Status == 201)
                {
                    accepted.Enqueue(answer.TrackingNumber);
                }
            }
        }));
        var result = LoadResult.Of(tallies, Stopwatch.GetElapsedTime(started));
        await outage;
        var drain = await stage.Backlog.DrainAsync(result.Done, since, cancellationToken);
        var verdict = await ComparedAsync([.. accepted], cancellationToken);
        return new Reading(
            [
                new("created", "", result.Done),
                new("not accepted", "", result.Errors.Values.Sum()),
                new("missing", "", verdict.Missing),
                new("doubled", "", verdict.Doubled),
                new("rate", "1/s", result.Rate),
                new("p99", "ms", result.Latencies.Percentile(99)),
                new("drain", "s", drain.TotalSeconds),
            ],
            result.Done,
            result.Errors);
    }

    /// <summary>What is missing may still come: it is counted when it has not come in time.</summary>
    private async Task<FlowVerdict> ComparedAsync(string[] accepted, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            var verdict = await FlowCheck.CompareAsync(stage.System, accepted, cancellationToken);
            if (verdict.Missing == 0 || Stopwatch.GetElapsedTime(started) > Patience)
            {
                return verdict;
            }

            await Task.Delay(BetweenLooks, stage.Clock, cancellationToken);
        }
    }

    private async Task OutageAsync(Task begin, CancellationToken cancellationToken)
    {
        await begin.WaitAsync(cancellationToken);
        await stage.CommandAsync($"kill {Broker}", cancellationToken);
        await Task.Delay(Away, stage.Clock, cancellationToken);
        await stage.CommandAsync($"start {Broker}", cancellationToken);
    }
}
