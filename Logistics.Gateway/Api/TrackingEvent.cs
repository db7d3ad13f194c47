using Logistics.Contracts.Common.V1;

namespace Logistics.Gateway.Api;

/// <summary>One step of a parcel's way.</summary>
internal sealed record TrackingEvent
{
    /// <example>PKG7K3M9QX2VHDTG</example>
    public required string TrackingNumber { get; init; }

    public required ShipmentStatus Status { get; init; }

    /// <summary>The name of the place.</summary>
    /// <example>Algiers Sorting Center</example>
    public string? Location { get; init; }

    /// <summary>When it happened, with the offset of the place.</summary>
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

    public ReasonCode? ReasonCode { get; init; }
}
