using Logistics.Contracts.Common.V1;

namespace Logistics.Shipments.Domain;

/// <summary>What someone wants shipped, found valid.</summary>
internal sealed record ShipmentDraft(
    Party Sender, Party Recipient, IReadOnlyList<Parcel> Parcels, ServiceLevel ServiceLevel, string? Reference)
{
    public Terms Terms { get; init; } = new();
}
