using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Logistics.Tracking;

internal sealed class TrackingOptions
{
    public const string Section = "Tracking";

    /// <summary>After how long without news a parcel that should be moving counts as stale.</summary>
    /// <value>Default: 3 days.</value>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan StaleAfter { get; set; } = TimeSpan.FromDays(3);

    [ValidateObjectMembers]
    public EstimateOptions Estimates { get; set; } = new();

    [ValidateObjectMembers]
    public LocationOptions Locations { get; set; } = new();
}

[OptionsValidator]
internal sealed partial class TrackingOptionsValidator : IValidateOptions<TrackingOptions>;
