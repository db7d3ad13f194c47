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

    /// <summary>While ON_HOLD: the status that it goes back to.</summary>
    public ShipmentStatus? HeldStatus { get; init; }

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

    public ShipmentOptions? Options { get; init; }

    public IReadOnlyList<CustomsItem>? Customs { get; init; }

    /// <summary>When the sender would have it fetched.</summary>
    public TimeWindow? Pickup { get; init; }

    /// <summary>When it should be brought.</summary>
    public TimeWindow? Delivery { get; init; }

    /// <summary>Where it was redirected to, if not to a door; the recipient's address is this point's then.</summary>
    public string? PickupPoint { get; init; }

    /// <summary>The tracking number of the shipment that this one brings back.</summary>
    public string? ReturnOf { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the service level promises delivery.</summary>
    public DateTimeOffset? PromisedAt { get; init; }

    /// <summary>The statuses that it may be moved to from here.</summary>
    public required IReadOnlyList<ShipmentStatus> AllowedStatuses { get; init; }
}
