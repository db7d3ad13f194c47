using System.Diagnostics;
using Logistics.Bench.Load;
using Logistics.Bench.Measuring;
using Logistics.Contracts.Common.V1;

namespace Logistics.Bench.Figures;

/// <summary>
/// Status updates at a steady pace, and when those who watch the shipments see each on their open streams, counted from when the update was
/// due. One watcher a shipment.
/// </summary>
internal sealed class EventToStream(Stage stage, int watchers, Pace pace) : IMeasurement
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var schedule = new Schedule(await pace.PerSecondAsync(cancellationToken), duration);
        var numbers = await Parcels.SendAsync(stage, watchers, cancellationToken);
        var driver = await stage.DriverAsync(cancellationToken);
        var update = Parcels.Update(stage, ShipmentStatus.InTransit);
        using var streams = new HttpLoad(stage.System.Url, watchers);
        using var load = new HttpLoad(stage.System.Url, Sampling.Workers);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var seen = new long[schedule.Count]; // when, by the index of the update; each is written by one watcher
        var memory = Memory("gateway");
        var all = numbers.Select(number => new StreamWatcher(streams, number)).ToList();
        var running = all.Select((watcher, place) => watcher.RunAsync((sequence, at) => Note(seen, place, sequence, at), watching.Token))
            .ToList();
        await Task.WhenAll(all.Select(watcher => watcher.Watching));
        var memoryOfEach = (Memory("gateway") - memory) * 1024 / watchers;

        var due = new long[schedule.Count];
        stage.BeginCounting();
        var result = await OpenLoop.RunAsync(
            schedule,
            Sampling.Workers,
            async (index, dueAt, token) =>
            {
                due[index] = dueAt;
                return (await stage.MoveAsync(load, driver, numbers[index % watchers], update, token)).Unless(200);
            },
            cancellationToken);
        await SeenAsync(seen, result.Done, cancellationToken);
        await watching.CancelAsync();
        await Task.WhenAll(running);

        var latencies = new Latencies();
        foreach (var index in Enumerable.Range(0, schedule.Count).Where(index => Volatile.Read(ref seen[index]) > 0))
        {
            latencies.Add(Stopwatch.GetElapsedTime(due[index], seen[index]));
        }

        return new Reading(
            [
                new("p50", "ms", latencies.Percentile(50)),
                new("p99", "ms", latencies.Percentile(99)),
                new("rate", "1/s", result.Rate),
                new("answer p99", "ms", result.Latencies.Percentile(99)),
                new("missed", "", Math.Max(0, result.Done - latencies.Count)),
                new("memory of a watcher", "KiB", memoryOfEach),
                new("gateway", "MiB", Memory("gateway")),
                new("tracking", "MiB", Memory("tracking")),
            ],
            result.Done,
            result.Errors);
    }

    /// <summary>The updates of a shipment are those of every so many indexes, and each takes its version one further.</summary>
    private void Note(long[] seen, int place, int sequence, long at)
    {
        var index = place + ((sequence - Parcels.Version - 1) * watchers);
        if (index >= 0 && index < seen.Length)
        {
            Volatile.Write(ref seen[index], at);
        }
    }

    private async Task SeenAsync(long[] seen, long expected, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (seen.Count(at => at > 0) < expected && Stopwatch.GetElapsedTime(started) < Patience)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), stage.Clock, cancellationToken);
        }
    }

    /// <summary>Resident.</summary>
    private double Memory(string process) =>
        ProcessTree.MemoryMiB(stage.System.ProcessIds, proportional: false).GetValueOrDefault(process, double.NaN);
}
