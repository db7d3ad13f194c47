namespace Logistics.Tracking.Domain;

/// <summary>Where a courier's device was.</summary>
/// <param name="At">In UTC, to the microsecond as PostgreSQL keeps it.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="AccuracyMeters">The radius that the device is sure of, where it says so.</param>
/// <param name="SpeedMetersPerSecond">Where it says so.</param>
internal sealed record LocationPing(
    DateTimeOffset At, double Latitude, double Longitude, double? AccuracyMeters, double? SpeedMetersPerSecond)
{
    private const double MetersPerDegree = 111_320;
    private const double CoarseMeters = 100;

    /// <summary>The nearest point of a grid of 100 m: what others than the staff may know.</summary>
    public LocationPing Coarse()
    {
        var latitude = Snap(Latitude, CoarseMeters / MetersPerDegree);
        return this with
        {
            Latitude = latitude,
            Longitude = Snap(Longitude, CoarseMeters / (MetersPerDegree * Shrink(latitude))),
            AccuracyMeters = null,
        };
    }

    /// <summary>As the crow flies; right to a per mille over the few kilometres between two pings.</summary>
    public double MetersTo(LocationPing other)
    {
        var north = (other.Latitude - Latitude) * MetersPerDegree;
        var east = Math.IEEERemainder(other.Longitude - Longitude, 360) * MetersPerDegree * Shrink(Latitude);
        return Math.Sqrt((north * north) + (east * east));
    }

    private static double Snap(double degrees, double step) => Math.Round(Math.Round(degrees / step) * step, 5);

    /// <summary>How much nearer degrees of longitude are to each other than at the equator; at the poles not quite nothing.</summary>
    private static double Shrink(double latitude) => Math.Max(Math.Cos(latitude * Math.PI / 180), 0.001);
}
