namespace Logistics.Simulator.Network;

/// <summary>A direct connection from one hub to another.</summary>
internal sealed record Route(Hub From, Hub To)
{
    private const double LongestDriveKm = 700;
    private const double TruckKmPerHour = 65;
    private const double PlaneKmPerHour = 750;

    private static readonly TimeSpan AirportHandling = TimeSpan.FromHours(3);

    public double DistanceKm { get; } = From.DistanceKmTo(To);

    /// <summary>Driven when it can be done in a night, flown beyond.</summary>
    public TimeSpan TravelTime => DistanceKm <= LongestDriveKm
        ? TimeSpan.FromHours(DistanceKm / TruckKmPerHour)
        : TimeSpan.FromHours(DistanceKm / PlaneKmPerHour) + AirportHandling;
}
