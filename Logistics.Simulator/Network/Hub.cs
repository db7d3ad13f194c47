namespace Logistics.Simulator.Network;

/// <summary>A city with a sorting centre.</summary>
/// <param name="Code">Three letters, unique; the city's IATA code where it has one.</param>
/// <param name="City">As people there or in English write it.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="Latitude">Degrees, WGS 84.</param>
/// <param name="Longitude">Degrees, WGS 84.</param>
/// <param name="TimeZone">What its clocks show; scans carry this zone's offset.</param>
/// <param name="IsGateway">Has trunk routes to every other gateway.</param>
internal sealed record Hub(
    string Code, string City, string Country, double Latitude, double Longitude, TimeZoneInfo TimeZone, bool IsGateway)
{
    private const double EarthRadiusKm = 6371.0;

    /// <summary>The name that a scan there shows: "Algiers Sorting Center".</summary>
    public string SortingCenter => $"{City} Sorting Center";

    /// <summary>The instant, as the clocks of this city show it.</summary>
    public DateTimeOffset LocalTime(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, TimeZone);

    /// <summary>Great-circle distance.</summary>
    public double DistanceKmTo(Hub other)
    {
        var (latitude, otherLatitude) = (double.DegreesToRadians(Latitude), double.DegreesToRadians(other.Latitude));
        var acrossLatitudes = Math.Sin((otherLatitude - latitude) / 2);
        var acrossLongitudes = Math.Sin(double.DegreesToRadians(other.Longitude - Longitude) / 2);
        var haversine = (acrossLatitudes * acrossLatitudes)
            + (Math.Cos(latitude) * Math.Cos(otherLatitude) * acrossLongitudes * acrossLongitudes);
        return 2 * EarthRadiusKm * Math.Asin(Math.Sqrt(haversine));
    }
}
