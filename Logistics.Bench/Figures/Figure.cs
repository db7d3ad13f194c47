using Logistics.Bench.Report;

namespace Logistics.Bench.Figures;

/// <summary>One thing that the bench tells.</summary>
/// <param name="Name">By which it is asked for.</param>
/// <param name="What">In words.</param>
/// <param name="Measurement">Of the system, or of the machine where there is nothing of ours to compare.</param>
/// <param name="Limit">The same on the least that could do it.</param>
/// <param name="Targets">What we want of it.</param>
internal sealed record Figure(
    string Name, string What, IMeasurement Measurement, IMeasurement? Limit = null, params IReadOnlyList<Target> Targets)
{
    /// <summary>It is about right or wrong, not about how fast.</summary>
    public bool IsMeasuredOnce { get; init; }
}
