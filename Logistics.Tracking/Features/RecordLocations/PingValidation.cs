using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Results;
using LocationPing = Logistics.Tracking.Domain.LocationPing;

namespace Logistics.Tracking.Features.RecordLocations;

/// <summary>What a batch of pings must be like. All faults are told, by field.</summary>
internal static class PingValidation
{
    private const int MaxPings = 500;

    /// <summary>Older ones are let go without a word: a device that was off for long has nothing to correct about them.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromDays(1);

    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public static Result<List<LocationPing>> Validate(RecordLocationsRequest request, DateTimeOffset now)
    {
        if (request.Pings.Count is 0 or > MaxPings)
        {
            return Error.Validation([new FieldError("pings", $"Must be 1 to {MaxPings}.")]);
        }

        var faults = request.Pings
            .SelectMany((ping, index) => FaultsOf(ping, now).Select(fault => fault with { Field = $"pings[{index}].{fault.Field}" }))
            .ToList();
        return faults.Count > 0
            ? Error.Validation(faults)
            : request.Pings.Select(Read).Where(ping => ping.At >= now - MaxAge).ToList();
    }

    private static IEnumerable<FieldError> FaultsOf(Contracts.Tracking.V1.LocationPing ping, DateTimeOffset now)
    {
        if (ping.At is not { Nanos: >= 0 and <= 999_999_999 } at || at.Seconds <= 0 || at.Seconds > (now + ClockTolerance)
            .ToUnixTimeSeconds())
        {
            yield return new FieldError("at", "Is required, and not in the future.");
        }

        if (!(Math.Abs(ping.Coordinates?.Latitude ?? double.NaN) <= 90))
        {
            yield return new FieldError("latitude", "Is from -90 to 90.");
        }

        if (!(Math.Abs(ping.Coordinates?.Longitude ?? double.NaN) <= 180))
        {
            yield return new FieldError("longitude", "Is from -180 to 180.");
        }

        if (ping.HasAccuracyMeters && !(ping.AccuracyMeters is >= 0 and <= 1_000_000))
        {
            yield return new FieldError("accuracyMeters", "Is from 0 to 1000000.");
        }

        if (ping.HasSpeedMetersPerSecond && !(ping.SpeedMetersPerSecond is >= 0 and <= 1_000))
        {
            yield return new FieldError("speedMetersPerSecond", "Is from 0 to 1000.");
        }
    }

    private static LocationPing Read(Contracts.Tracking.V1.LocationPing ping)
    {
        var at = ping.At.ToDateTimeOffset();
        return new LocationPing(
            at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMicrosecond)),
            ping.Coordinates.Latitude,
            ping.Coordinates.Longitude,
            ping.HasAccuracyMeters ? ping.AccuracyMeters : null,
            ping.HasSpeedMetersPerSecond ? ping.SpeedMetersPerSecond : null);
    }
}
