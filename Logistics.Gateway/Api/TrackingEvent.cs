using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Tracking.V1;

namespace Logistics.Gateway.Api;

/// <summary>One step of a parcel's way.</summary>
internal sealed record TrackingEvent
{
    /// <example>PKG7K3M9QX2VHDTG</example>
    public required string TrackingNumber { get; init; }

    public required EntryKind Kind { get; init; }

    /// <summary>Of a STEP, what was reported; else what stands.</summary>
    public required ShipmentStatus Status { get; init; }

    /// <summary>
    /// The name of the place; of what happens at people's doors (PICKED_UP, DELIVERY_ATTEMPTED, DELIVERED, RETURNED) the city, and no
    /// coordinates.
    /// </summary>
    /// <example>Algiers Sorting Center</example>
    public string? Location { get; init; }

    /// <summary>
    /// When it happened, in the time of the place: by its zone where the scan named it, else with the offset that the scan gave.
    /// </summary>
    /// <example>2026-04-06T13:00:00+01:00</example>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>When the system learned of it.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>1, 2, 3, … without gaps: the order of events.</summary>
    public required int Sequence { get; init; }

    public required string EventId { get; init; }

    public string? City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>The place's IANA time zone, where the scan named it.</summary>
    /// <example>Africa/Algiers</example>
    public string? TimeZone { get; init; }

    public ReasonCode? ReasonCode { get; init; }

    /// <summary>It was a mistake, as a later CORRECTION says. Absent otherwise.</summary>
    public bool? Corrected { get; init; }

    /// <summary>Of a CORRECTION: the sequence of the event that was a mistake.</summary>
    public int? CorrectsSequence { get; init; }
}
