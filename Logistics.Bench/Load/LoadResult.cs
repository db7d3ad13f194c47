using Logistics.Bench.Measuring;

namespace Logistics.Bench.Load;

/// <summary>What a load did: how many operations went well in which time, how long they took, and what went wrong.</summary>
internal sealed record LoadResult(long Done, TimeSpan Elapsed, Latencies Latencies, IReadOnlyDictionary<string, long> Errors)
{
    public double Rate => Done / Elapsed.TotalSeconds;

    public IEnumerable<Number> Numbers =>
    [
        new("rate", "1/s", Rate),
        new("p50", "ms", Latencies.Percentile(50)),
        new("p99", "ms", Latencies.Percentile(99)),
    ];

    /// <summary>With the time in which what the load left behind was done: what could go on for ever.</summary>
    public Number Sustained(TimeSpan drain) => new("sustained", "1/s", Done / (Elapsed + drain).TotalSeconds);

    public static LoadResult Of(IReadOnlyCollection<Tally> tallies, TimeSpan elapsed) => new(
        tallies.Sum(tally => tally.Done),
        elapsed,
        Latencies.Merge(tallies.Select(tally => tally.Latencies)),
        tallies.SelectMany(tally => tally.Errors).GroupBy(error => error.Key)
            .ToDictionary(group => group.Key, group => group.Sum(error => error.Value)));
}

/// <summary>One worker's part of a <see cref="LoadResult"/>.</summary>
internal sealed class Tally
{
    public long Done { get; private set; }

    public Latencies Latencies { get; } = new();

    public Dictionary<string, long> Errors { get; } = [];

    /// <param name="error">What went wrong; <see langword="null"/> when all went well.</param>
    /// <param name="since">A timestamp of <see cref="System.Diagnostics.Stopwatch"/>.</param>
    public void Count(string? error, long since)
    {
        if (error is null)
        {
            Done++;
            Latencies.AddSince(since);
        }
        else
        {
            Errors[error] = Errors.GetValueOrDefault(error) + 1;
        }
    }
}
