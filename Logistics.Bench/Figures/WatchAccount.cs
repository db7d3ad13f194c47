using System.Diagnostics;
using Logistics.Bench.Load;
using Logistics.Bench.Measuring;
using Logistics.Contracts.Common.V1;

namespace Logistics.Bench.Figures;

/// <summary>
/// Open streams of all of an account's parcels, each a stream of its own as far as Tracking; and when each sees a status update, counted
/// from when that was asked for. Every update goes to every watcher.
/// </summary>
internal sealed class WatchAccount(Stage stage, int watchers) : IMeasurement
{
    private const string Path = "/v1/shipments/stream";
    private const int Openers = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var number = (await Parcels.SendAsync(stage, 1, cancellationToken))[0];
        var (merchant, driver) = (await stage.MerchantAsync(cancellationToken), await stage.DriverAsync(cancellationToken));
        var update = Parcels.Update(stage, ShipmentStatus.InTransit);
        using var streams = new HttpLoad(stage.System.Url, watchers + 1);
        using var load = new HttpLoad(stage.System.Url, 1);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        var first = new AccountWatcher(streams, merchant, lastEventId: null);
        var running = new List<Task> { first.RunAsync(_ => { }, watching.Token) };
        var position = await first.Watching;

        var (sentAt, left, latencies) = (0L, 0, new Latencies());
        using var opening = new SemaphoreSlim(Openers);
        var all = new List<Task>();
        for (var i = 0; i < watchers; i++)
        {
            await opening.WaitAsync(cancellationToken);
            var watcher = new AccountWatcher(streams, merchant, position);
            running.Add(watcher.RunAsync(Seen, watching.Token));
            all.Add(watcher.Watching.ContinueWith(
                _ => opening.Release(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default));
        }

        await Task.WhenAll(all);
        stage.BeginCounting();
        var updates = Math.Max(1, (int)duration.TotalSeconds);
        var missed = 0L;
        for (var i = 0; i < updates; i++)
        {
            (left, sentAt) = (watchers, Stopwatch.GetTimestamp());
            await stage.MoveAsync(load, driver, number, update, cancellationToken);
            while (Volatile.Read(ref left) > 0 && Stopwatch.GetElapsedTime(sentAt) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), stage.Clock, cancellationToken);
            }

            missed += Volatile.Read(ref left);
            await Task.Delay(Pause, stage.Clock, cancellationToken);
        }

        var memory = ProcessTree.MemoryMiB(stage.System.ProcessIds, proportional: false);
        await watching.CancelAsync();
        await Task.WhenAll(running);
        return new Reading(
            [
                new("p50", "ms", latencies.Percentile(50)),
                new("p99", "ms", latencies.Percentile(99)),
                new("missed", "", missed),
                new("gateway", "MiB", memory.GetValueOrDefault("gateway", double.NaN)),
                new("tracking", "MiB", memory.GetValueOrDefault("tracking", double.NaN)),
            ],
            updates);

        void Seen(long at)
        {
            lock (latencies)
            {
                latencies.Add(Stopwatch.GetElapsedTime(sentAt, at));
                left--;
            }
        }
    }

    /// <summary>One stream of an account.</summary>
    private sealed class AccountWatcher(HttpLoad load, string authorization, string? lastEventId)
    {
        private readonly TaskCompletionSource<string> _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>
        /// Completes when it has told all that was before; with the position up to which that goes, where there was a snapshot.
        /// </summary>
        public Task<string> Watching => _open.Task;

        public async Task RunAsync(Action<long> seen, CancellationToken cancellationToken)
        {
            var (id, name) = ("", "");
            try
            {
                using var response = await load.OpenStreamAsync(Path, cancellationToken, authorization, lastEventId);
                response.EnsureSuccessStatusCode();
                using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
                while (await reader.ReadLineAsync(cancellationToken) is { } line)
                {
                    if (line.StartsWith("id: ", StringComparison.Ordinal))
                    {
                        id = line[4..];
                    }
                    else if (line.StartsWith("event: ", StringComparison.Ordinal))
                    {
                        name = line[7..];
                    }
                    else if (line.StartsWith(':') || (line.StartsWith("data: ", StringComparison.Ordinal) && !_open.Task.IsCompleted))
                    {
                        _open.TrySetResult(id);
                    }
                    else if (name == "tracking" && line.StartsWith("data: ", StringComparison.Ordinal))
                    {
                        seen(Stopwatch.GetTimestamp());
                    }
                }
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                // Seen enough.
            }
            catch (Exception broken) when (broken is HttpRequestException or IOException)
            {
                _open.TrySetException(broken); // later than that, what it misses is counted
            }
        }
    }
}
