using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;

namespace Logistics.Shipments.Domain;

/// <summary>What someone reports of a shipment, found valid: its new status, why, where and when.</summary>
/// <param name="Note">For the carrier's staff; never public.</param>
/// <param name="OccurredAt">With the offset of the place; <see langword="null"/> for now.</param>
internal sealed record StatusReport(
    ShipmentStatus Status, ReasonCode? ReasonCode, EventPlace? Place, string? Note, DateTimeOffset? OccurredAt, Guid ActorId,
    IdempotentRequest? Request)
{
    public ReportSource Source { get; init; } = ReportSource.Api;

    /// <summary>What proves it.</summary>
    public ProofSummary Proof { get; init; }
}
