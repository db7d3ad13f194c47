using System.Diagnostics;

namespace Logistics.Bench.Load;

/// <summary>Evenly spaced: when each of a number of operations is due.</summary>
internal readonly record struct Schedule(double PerSecond, TimeSpan Duration)
{
    public int Count => (int)(PerSecond * Duration.TotalSeconds);

    /// <summary>From the beginning.</summary>
    public TimeSpan DueAt(int index) => TimeSpan.FromSeconds(index / PerSecond);

    /// <summary>As a timestamp of <see cref="Stopwatch"/>.</summary>
    public long DueAt(int index, long started) => started + (long)(DueAt(index).TotalSeconds * Stopwatch.Frequency);
}
