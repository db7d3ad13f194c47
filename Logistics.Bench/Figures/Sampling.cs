using System.Diagnostics;
using Logistics.Bench.Load;
using Logistics.Bench.Measuring;

namespace Logistics.Bench.Figures;

/// <summary>Creates on a schedule, and watches for some of what was created until it can be seen.</summary>
internal sealed class Sampling(Schedule schedule, TimeProvider clock)
{
    /// <summary>Requests under way at once.</summary>
    public const int Workers = 128;

    private const double SampledPerSecond = 50;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int _every = Math.Max(1, (int)Math.Ceiling(schedule.PerSecond / SampledPerSecond));
    private readonly Latencies _visible = new();
    private readonly Lock _lock = new();

    public IEnumerable<Number> Numbers(LoadResult result) =>
    [
        new("p50", "ms", _visible.Percentile(50)),
        new("p99", "ms", _visible.Percentile(99)),
        new("rate", "1/s", result.Rate),
        new("answer p50", "ms", result.Latencies.Percentile(50)),
        new("answer p99", "ms", result.Latencies.Percentile(99)),
    ];

    public async Task<LoadResult> RunAsync(
        Func<CancellationToken, Task<Answer>> create, Func<Answer, CancellationToken, Task<bool>> isVisible, CancellationToken cancellationToken)
    {
        var watching = new List<Task>();
        var result = await OpenLoop.RunAsync(
            schedule,
            Workers,
            clock,
            async (index, dueAt, token) =>
            {
                var answer = await create(token);
                if (answer.Status == 201 && index % _every == 0)
                {
                    lock (_lock)
                    {
                        watching.Add(WatchAsync(answer, dueAt, isVisible, token));
                    }
                }

                return answer.Unless(201);
            },
            cancellationToken);
        await Task.WhenAll(watching);
        return result;
    }

    private async Task WatchAsync(Answer created, long dueAt, Func<Answer, CancellationToken, Task<bool>> isVisible, CancellationToken cancellationToken)
    {
        var answered = Stopwatch.GetTimestamp();
        while (!await isVisible(created, cancellationToken) && Stopwatch.GetElapsedTime(answered) < Patience)
        {
            // A tenth of what has passed: the longer it takes, the less a look more or less matters.
            var pause = Stopwatch.GetElapsedTime(answered) / 10;
            await Task.Delay(pause > ShortestPause ? pause : ShortestPause, clock, cancellationToken);
        }

        lock (_lock)
        {
            _visible.AddSince(dueAt);
        }
    }
}
