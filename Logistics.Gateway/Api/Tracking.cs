using Logistics.Contracts.Common.V1;

namespace Logistics.Gateway.Api;

/// <summary>Where a parcel is and has been, at city level: what anyone who has the number may see.</summary>
internal sealed record Tracking
{
    /// <example>PKG7K3M9QX2VHDTG</example>
    public required string TrackingNumber { get; init; }

    public required ShipmentStatus Status { get; init; }

    public required ServiceLevel ServiceLevel { get; init; }

    public required Locality Origin { get; init; }

    public required Locality Destination { get; init; }

    /// <summary>
    /// When it should arrive: by the service's promise at first, then by what was observed. Absent where nobody can say (on hold, lost,
    /// arrived, …).
    /// </summary>
    public DateTimeOffset? EstimatedDeliveryAt { get; init; }

    /// <summary>Four of five such parcels arrive in this window.</summary>
    public EstimatedWindow? EstimatedWindow { get; init; }

    /// <summary>It should be moving, and nothing has been heard of it for too long.</summary>
    public required bool Stale { get; init; }

    /// <summary>Where it is, to 100 m; only while it is OUT_FOR_DELIVERY.</summary>
    public Position? Position { get; init; }

    /// <summary>Of the newest event.</summary>
    public required int Sequence { get; init; }

    /// <summary>Oldest first, by when things happened.</summary>
    public required IReadOnlyList<TrackingEvent> Events { get; init; }
}

/// <summary>When a parcel should arrive, as it is told live; empty when nobody can say any more.</summary>
internal sealed record DeliveryEstimate
{
    public required string TrackingNumber { get; init; }

    public DateTimeOffset? EstimatedDeliveryAt { get; init; }

    public EstimatedWindow? EstimatedWindow { get; init; }
}

/// <summary>Between these two.</summary>
internal sealed record EstimatedWindow
{
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset Until { get; init; }
}

/// <summary>Several parcels as they stand, without their events.</summary>
internal sealed record TrackingList
{
    public required IReadOnlyList<Tracking> Shipments { get; init; }
}

/// <summary>A city: all that the public sees of an address.</summary>
internal sealed record Locality
{
    /// <example>Algiers</example>
    public required string City { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    /// <example>DZ</example>
    public required string Country { get; init; }
}
