using System.Diagnostics;

namespace Logistics.Bench.Measuring;

/// <summary>How long each of many things took. Not for several threads at once: each worker has its own, and they are merged.</summary>
internal sealed class Latencies
{
    private readonly List<long> _ticks = [];
    private bool _isSorted;

    public int Count => _ticks.Count;

    public static Latencies Merge(IEnumerable<Latencies> parts)
    {
        var all = new Latencies();
        foreach (var part in parts)
        {
            all._ticks.AddRange(part._ticks);
        }

        return all;
    }

    public void Add(TimeSpan latency)
    {
        _ticks.Add(latency.Ticks);
        _isSorted = false;
    }

    /// <summary>What has passed since <paramref name="timestamp"/>, one of <see cref="Stopwatch"/>.</summary>
    public void AddSince(long timestamp) => Add(Stopwatch.GetElapsedTime(timestamp));

    /// <summary>
    /// Nearest rank, in milliseconds: the smallest that <paramref name="percent"/> of all do not exceed; NaN when there are none.
    /// </summary>
    public double Percentile(double percent)
    {
        if (_ticks.Count == 0)
        {
            return double.NaN;
        }

        if (!_isSorted)
        {
            _ticks.Sort();
            _isSorted = true;
        }

        var rank = (int)Math.Ceiling(percent / 100 * _ticks.Count);
        return TimeSpan.FromTicks(_ticks[Math.Clamp(rank, 1, _ticks.Count) - 1]).TotalMilliseconds;
    }
}
