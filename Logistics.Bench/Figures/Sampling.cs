using Logistics.Bench.Load;
using Logistics.Bench.Measuring;

namespace Logistics.Bench.Figures;

/// <summary>Creates on a schedule, and watches for some of what was created until it can be seen.</summary>
/// <param name="keyOf">By what <paramref name="arrivals"/> knows it again.</param>
internal sealed class Sampling(Schedule schedule, Arrivals arrivals, Func<Answer, string> keyOf, TimeProvider clock)
{
    /// <summary>Requests under way at once.</summary>
    public const int Workers = 128;

    private const double SampledPerSecond = 50;

    private readonly int _every = Math.Max(1, (int)Math.Ceiling(schedule.PerSecond / SampledPerSecond));

    public IEnumerable<Number> Numbers(LoadResult result) =>
    [
        new("p50", "ms", arrivals.Latencies.Percentile(50)),
        new("p99", "ms", arrivals.Latencies.Percentile(99)),
        new("rate", "1/s", result.Rate),
        new("answer p50", "ms", result.Latencies.Percentile(50)),
        new("answer p99", "ms", result.Latencies.Percentile(99)),
    ];

    public async Task<LoadResult> RunAsync(Func<CancellationToken, Task<Answer>> create, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var watch = arrivals.WatchAsync(watching.Token);
        var result = await OpenLoop.RunAsync(
            schedule,
            Workers,
            async (index, dueAt, token) =>
            {
                var answer = await create(token);
                if (answer.Status == 201 && index % _every == 0)
                {
                    arrivals.Expect(keyOf(answer), dueAt);
                }

                return answer.Unless(201);
            },
            cancellationToken);
        await Draining.UntilNoneAsync(() => Task.FromResult((long)arrivals.Awaited), clock, cancellationToken);
        await watching.CancelAsync();
        await watch;
        return result;
    }
}
