using System.Collections.Immutable;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Shipments.Domain;

/// <summary>A shipment: what is sent, from whom to whom, and how far it has come. Each change raises the version by one and is one event.</summary>
internal sealed class Shipment
{
    private Shipment()
    {
    }

    public ShipmentId Id { get; private init; }

    public TrackingNumber TrackingNumber { get; private init; }

    /// <summary>The account that it belongs to.</summary>
    public Guid OwnerId { get; private init; }

    public ShipmentStatus Status { get; private set; }

    /// <summary>While on hold: the status that the hold interrupted.</summary>
    public ShipmentStatus? HeldStatus { get; private set; }

    public ReasonCode? ReasonCode { get; private set; }

    /// <summary>When it came to its status, in the world: a report of what was before that comes late.</summary>
    public DateTimeOffset StatusAt { get; private set; }

    /// <summary>1, 2, 3, … without gaps: the sequence of the newest event, and what concurrent changes collide on.</summary>
    public int Version { get; private set; }

    public required Party Sender { get; set; }

    public required Party Recipient { get; set; }

    public required List<Parcel> Parcels { get; set; }

    public ServiceLevel ServiceLevel { get; private set; }

    public required Terms Terms { get; set; }

    /// <summary>The owner's own number for it.</summary>
    public string? Reference { get; private set; }

    /// <summary>The shipment that this one brings back; none any more once it is cancelled.</summary>
    public TrackingNumber? ReturnOf { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset PromisedAt { get; private init; }

    /// <summary>With <see cref="RequestHash"/>, the request that created it; unique per owner.</summary>
    public string? IdempotencyKey { get; private init; }

    public byte[]? RequestHash { get; private init; }

    /// <summary>What may follow the status; empty once it is terminal.</summary>
    public ImmutableArray<ShipmentStatus> AllowedStatuses => StatusMachine.Allowed(Status, HeldStatus);

    /// <summary>Whether someone must do something before the parcel can go on.</summary>
    public bool ActionRequired => !StatusMachine.IsTerminal(Status)
        && (Status == ShipmentStatus.AvailableForPickup
            || ReasonCode is Contracts.Common.V1.ReasonCode.AddressProblem
                or Contracts.Common.V1.ReasonCode.CustomsDocuments
                or Contracts.Common.V1.ReasonCode.Payment);

    public static Shipment Create(ShipmentDraft draft, Guid ownerId, TrackingNumber number, IdempotentRequest? request, DateTimeOffset now) => new()
    {
        Id = ShipmentId.New(now),
        TrackingNumber = number,
        OwnerId = ownerId,
        Status = ShipmentStatus.Created,
        StatusAt = now,
        Version = 1,
        Sender = draft.Sender,
        Recipient = draft.Recipient,
        Parcels = [.. draft.Parcels],
        ServiceLevel = draft.ServiceLevel,
        Terms = draft.Terms,
        Reference = draft.Reference,
        CreatedAt = now,
        UpdatedAt = now,
        PromisedAt = ServicePromise.DueAt(draft.ServiceLevel, now),
        IdempotencyKey = request?.Key,
        RequestHash = request?.Hash,
    };

    /// <summary>
    /// Moves it along the status machine; an error, and no change, where the table has no such step. What comes after the fact (docs/adr/0024) is always kept,
    /// and becomes the status only where nothing newer is known and the shipment has not ended.
    /// </summary>
    public Result<StatusChange> ChangeStatus(StatusReport report, DateTimeOffset now)
    {
        if (report.Source == ReportSource.Api && !AllowedStatuses.Contains(report.Status))
        {
            return ShipmentErrors.TransitionNotAllowed(Status, report.Status, AllowedStatuses);
        }

        var previous = Status;
        var (standing, isLate) = Standing.After(report.Status, report.ReasonCode, report.Source, (report.OccurredAt ?? now).ToUniversalTime());
        Standing = standing;
        ReturnOf = Status == ShipmentStatus.Cancelled ? null : ReturnOf;
        return Changed(isLate ? ChangeKind.LateStatus : ChangeKind.Status, previous, report, now);
    }

    private Standing Standing
    {
        get => new(Status, HeldStatus, ReasonCode, StatusAt);
        set => (Status, HeldStatus, ReasonCode, StatusAt) = (value.Status, value.HeldStatus, value.ReasonCode, value.At);
    }

    private StatusChange Changed(ChangeKind kind, ShipmentStatus previous, StatusReport report, DateTimeOffset now, int? corrects = null)
    {
        UpdatedAt = now;
        Version++;
        return StatusChange.Of(this, kind, previous, report, now, corrects);
    }
}
