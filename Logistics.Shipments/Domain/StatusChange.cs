using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;

namespace Logistics.Shipments.Domain;

/// <summary>One step of a shipment, kept for ever: who reported what, and the request that must not take effect again.</summary>
internal sealed class StatusChange
{
    private StatusChange()
    {
    }

    public ShipmentId ShipmentId { get; private init; }

    /// <summary>The shipment's version after it.</summary>
    public int Version { get; private init; }

    public ShipmentStatus PreviousStatus { get; private init; }

    public ShipmentStatus Status { get; private init; }

    public ReasonCode? ReasonCode { get; private init; }

    public EventPlace? Place { get; private init; }

    public string? Note { get; private init; }

    /// <summary>The instant that it happened, and the offset of the place beside it: PostgreSQL keeps no offsets.</summary>
    public DateTimeOffset OccurredAt { get; private init; }

    public short OccurredAtOffsetMinutes { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }

    public Guid ActorId { get; private init; }

    /// <summary>With <see cref="RequestHash"/>, the request that it came by; unique per shipment.</summary>
    public string? IdempotencyKey { get; private init; }

    public byte[]? RequestHash { get; private init; }

    public static StatusChange Of(Shipment shipment, ShipmentStatus previous, StatusReport report, DateTimeOffset now)
    {
        var occurredAt = report.OccurredAt ?? now;
        return new StatusChange
        {
            ShipmentId = shipment.Id,
            Version = shipment.Version,
            PreviousStatus = previous,
            Status = report.Status,
            ReasonCode = report.ReasonCode,
            Place = report.Place,
            Note = report.Note,
            OccurredAt = occurredAt.ToUniversalTime(),
            OccurredAtOffsetMinutes = (short)occurredAt.Offset.TotalMinutes,
            RecordedAt = now,
            ActorId = report.ActorId,
            IdempotencyKey = report.Request?.Key,
            RequestHash = report.Request?.Hash,
        };
    }
}
