using System.ComponentModel.DataAnnotations;

namespace Logistics.Tracking;

/// <summary>How much is kept of what couriers' devices report.</summary>
internal sealed class LocationOptions
{
    /// <summary>Pings that follow each other faster are not kept.</summary>
    /// <value>Default: 10 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")]
    public TimeSpan MinInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Pings that are nearer to each other are not kept, unless <see cref="MaxInterval"/> has passed.</summary>
    /// <value>Default: 50 m.</value>
    [Range(0, 10_000)]
    public double MinDistanceMeters { get; set; } = 50;

    /// <summary>After so long a ping is kept wherever it is.</summary>
    /// <value>Default: 2 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:10", "01:00:00")]
    public TimeSpan MaxInterval { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>Pings that a device is less sure of are not kept.</summary>
    /// <value>Default: 200 m.</value>
    [Range(1, 100_000)]
    public double MaxAccuracyMeters { get; set; } = 200;

    /// <summary>How often a parcel's position is published while it is out for delivery.</summary>
    /// <value>Default: 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:10", "1.00:00:00")]
    public TimeSpan PublishInterval { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long pings are kept, in whole days: after that their day's partition is dropped.</summary>
    /// <value>Default: 7 days.</value>
    [Range(typeof(TimeSpan), "2.00:00:00", "365.00:00:00")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(7);
}
