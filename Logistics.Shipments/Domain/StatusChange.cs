using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;

namespace Logistics.Shipments.Domain;

/// <summary>
/// One change of a shipment, kept for ever: who reported what, and the request that must not take effect again. Each is one version and one
/// event.
/// </summary>
internal sealed class StatusChange
{
    private StatusChange()
    {
    }

    public ShipmentId ShipmentId { get; private init; }

    /// <summary>The shipment's version after it.</summary>
    public int Version { get; private init; }

    public ChangeKind Kind { get; private init; }

    /// <summary>Its event; none for changes from before this was kept.</summary>
    public Guid? EventId { get; private init; }

    public ReportSource Source { get; private init; }

    /// <summary>Of a correction: the version that was a mistake.</summary>
    public int? Corrects { get; private init; }

    /// <summary>That version's event; known only while the correction is made.</summary>
    public Guid? CorrectsEvent { get; private init; }

    /// <summary>Whether it says where the parcel was, or changes what is known otherwise.</summary>
    public bool IsReport => Kind is ChangeKind.Status or ChangeKind.LateStatus;

    public ShipmentStatus PreviousStatus { get; private init; }

    /// <summary>The shipment's after it; of one that came late: what was reported.</summary>
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

    public static StatusChange Of(
        Shipment shipment, ChangeKind kind, ShipmentStatus previous, StatusReport report, DateTimeOffset now, int? corrects,
        Guid? correctsEvent)
    {
        var occurredAt = report.OccurredAt ?? now;
        return new StatusChange
        {
            ShipmentId = shipment.Id,
            Version = shipment.Version,
            Kind = kind,
            EventId = Guid.CreateVersion7(now),
            Source = report.Source,
            Corrects = corrects,
            CorrectsEvent = correctsEvent,
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
