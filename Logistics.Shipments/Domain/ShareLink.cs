namespace Logistics.Shipments.Domain;

/// <summary>That somebody gave out a link to a shipment. The link itself is not kept.</summary>
internal sealed class ShareLink
{
    public required Guid Id { get; init; }

    public required ShipmentId ShipmentId { get; init; }

    public required Guid CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}
