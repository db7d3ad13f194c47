using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Proto = Logistics.Contracts.Tracking.V1;

namespace Logistics.Gateway.Features.RecordLocations;

/// <summary>
/// Where a driver's device was, measured since it was last sent. It counts for all parcels that the driver has taken out for delivery.
/// </summary>
internal sealed record RecordLocationsRequest
{
    /// <summary>1 to 500, in any order. To send some again does no harm.</summary>
    public IReadOnlyList<Ping?>? Pings { get; init; }

    public Proto.RecordLocationsRequest ToProto() => new() { Pings = { (Pings ?? []).Select(ping => (ping ?? new Ping()).ToProto()) } };
}

/// <summary>One measurement.</summary>
internal sealed record Ping
{
    /// <example>2026-04-06T13:00:00+01:00</example>
    public DateTimeOffset? At { get; init; }

    /// <summary>Degrees, WGS 84.</summary>
    /// <example>36.7538</example>
    public double? Latitude { get; init; }

    /// <summary>Degrees, WGS 84.</summary>
    /// <example>3.0588</example>
    public double? Longitude { get; init; }

    /// <summary>The radius that the device is sure of.</summary>
    public double? AccuracyMeters { get; init; }

    public double? SpeedMetersPerSecond { get; init; }

    public Proto.LocationPing ToProto()
    {
        var ping = new Proto.LocationPing
        {
            At = At?.ToTimestamp(),
            // What is no number is refused by the service.
            Coordinates = new Coordinates { Latitude = Latitude ?? double.NaN, Longitude = Longitude ?? double.NaN },
        };
        if (AccuracyMeters is { } accuracy)
        {
            ping.AccuracyMeters = accuracy;
        }

        if (SpeedMetersPerSecond is { } speed)
        {
            ping.SpeedMetersPerSecond = speed;
        }

        return ping;
    }
}

internal sealed record RecordedLocations
{
    /// <summary>How many were kept: the others were too near to what is known, too inaccurate, or older than a day.</summary>
    public required int Kept { get; init; }
}
