using System.ComponentModel.DataAnnotations;

namespace Logistics.Tracking;

/// <summary>How estimates of delivery are made.</summary>
internal sealed class EstimateOptions
{
    /// <summary>How many parcels must have gone the same way before their times count for more than the promise.</summary>
    /// <value>Default: 20.</value>
    [Range(1, 100_000)]
    public int MinObservations { get; set; } = 20;
}
