using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;

namespace Logistics.Shipments.Features.ChangeStatus;

/// <summary>What makes a report acceptable, whatever the shipment's status.</summary>
internal static class ChangeStatusValidation
{
    /// <summary>How far the clock of a scanner may be ahead of ours.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>How old a report may be: a scanner that was offline for longer has another problem.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(366);

    private const int MaxOffsetMinutes = 14 * 60;

    public static Result<StatusReport> Validate(ChangeStatusRequest request, Guid actorId, DateTimeOffset now)
    {
        var faults = new FieldFaults();
        var report = Read(faults, request, actorId, now);
        return faults.Unless(() => report);
    }

    public static StatusReport Read(FieldFaults faults, ChangeStatusRequest request, Guid actorId, DateTimeOffset now)
    {
        var status = faults.Known("status", request.Status);
        if (status is null)
        {
            faults.Add("status", "Is required.");
        }

        var reason = faults.Known("reasonCode", request.ReasonCode);
        var place = request.Place is null ? null : Place(faults, request.Place);
        var note = faults.Optional("note", request.Note, MaxLength.Note);
        var occurredAt = OccurredAt(faults, request, now);
        var source = faults.Known("source", request.Source) ?? ReportSource.Api;
        if (source != ReportSource.Api)
        {
            AfterTheFact(faults, request);
        }

        faults.Within("expectedVersion", request.ExpectedVersion, 0, int.MaxValue);
        var key = faults.Request(request.IdempotencyKey, new ChangeStatusRequest(request) { IdempotencyKey = string.Empty });

        return new StatusReport(status.GetValueOrDefault(), reason, place, note, occurredAt, actorId, key) { Source = source };
    }

    /// <summary>A scan says when it was made, and reports what befell a parcel, not what is decided about it here.</summary>
    private static void AfterTheFact(FieldFaults faults, ChangeStatusRequest request)
    {
        if (request.OccurredAt is null)
        {
            faults.Add("occurredAt", "Is required of what is told after the fact.");
        }

        if (request.Status is ShipmentStatus.Created or ShipmentStatus.OnHold or ShipmentStatus.Cancelled)
        {
            faults.Add("status", "Is nothing that a scan finds.");
        }
    }

    private static EventPlace Place(FieldFaults faults, Place place)
    {
        if (place.Coordinates is { } at && !(Math.Abs(at.Latitude) <= 90 && Math.Abs(at.Longitude) <= 180))
        {
            faults.Add("location.latitude", "Is from -90 to 90, with a longitude from -180 to 180.");
        }

        return new EventPlace
        {
            Name = faults.Required("location.name", place.Name, MaxLength.Name),
            City = faults.Required("location.city", place.City, MaxLength.City),
            Country = faults.Country("location.country", place.Country),
            Latitude = place.Coordinates?.Latitude,
            Longitude = place.Coordinates?.Longitude,
            TimeZone = faults.TimeZone("location.timeZone", place.TimeZone),
        };
    }

    private static DateTimeOffset? OccurredAt(FieldFaults faults, ChangeStatusRequest request, DateTimeOffset now)
    {
        if (request.OccurredAt is not { } at)
        {
            return null;
        }

        var offset = request.OccurredAtOffsetMinutes;
        if (at.Nanos is < 0 or > 999_999_999
            || at.Seconds > (now + ClockTolerance).ToUnixTimeSeconds()
            || at.Seconds < (now - MaxAge).ToUnixTimeSeconds()
            || offset is < -MaxOffsetMinutes or > MaxOffsetMinutes)
        {
            faults.Add("occurredAt", $"Is within the last {MaxAge.Days} days, not in the future, and at most 14 hours off UTC.");
            return null;
        }

        return at.ToDateTimeOffset().ToStorable().ToOffset(TimeSpan.FromMinutes(offset));
    }
}
