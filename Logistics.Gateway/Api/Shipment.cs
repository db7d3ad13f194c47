using Logistics.Contracts.Common.V1;

namespace Logistics.Gateway.Api;

/// <summary>A shipment, as its owner and the staff see it.</summary>
internal sealed record Shipment
{
    public required string Id { get; init; }

    /// <example>PKG7K3M9QX2VHDTG</example>
    public required string TrackingNumber { get; init; }

    public required ShipmentStatus Status { get; init; }

    /// <summary>Why it has this status, where there is a reason to give.</summary>
    public ReasonCode? ReasonCode { get; init; }

    /// <summary>Someone must do something before it can go on.</summary>
    public required bool ActionRequired { get; init; }

    /// <summary>Counts its changes; also the ETag.</summary>
    public required int Version { get; init; }

    public required Party Sender { get; init; }

    public required Party Recipient { get; init; }

    public required IReadOnlyList<Parcel> Parcels { get; init; }

    public required ServiceLevel ServiceLevel { get; init; }

    /// <summary>The owner's own number for it.</summary>
    public string? Reference { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the service level promises delivery.</summary>
    public DateTimeOffset? PromisedAt { get; init; }

    /// <summary>The statuses that it may be moved to from here.</summary>
    public required IReadOnlyList<ShipmentStatus> AllowedStatuses { get; init; }
}
