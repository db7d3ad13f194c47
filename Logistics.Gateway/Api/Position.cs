namespace Logistics.Gateway.Api;

/// <summary>Where something was.</summary>
internal sealed record Position
{
    public required DateTimeOffset At { get; init; }

    /// <summary>Degrees, WGS 84.</summary>
    /// <example>36.7538</example>
    public required double Latitude { get; init; }

    /// <summary>Degrees, WGS 84.</summary>
    /// <example>3.0588</example>
    public required double Longitude { get; init; }

    /// <summary>The radius that the device was sure of; for the staff.</summary>
    public double? AccuracyMeters { get; init; }

    public double? SpeedMetersPerSecond { get; init; }
}

/// <summary>The way of a parcel.</summary>
internal sealed record LocationList
{
    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<Position> Items { get; init; }
}
