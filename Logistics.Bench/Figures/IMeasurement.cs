using Logistics.Bench.Measuring;

namespace Logistics.Bench.Figures;

/// <summary>Something that can be measured again and again.</summary>
internal interface IMeasurement
{
    /// <param name="duration">How long, where it is time that bounds it.</param>
    Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken);
}
