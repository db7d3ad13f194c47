using System.Collections.Immutable;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Shipments.Domain;

/// <summary>
/// A shipment: what is sent, from whom to whom, and how far it has come. Each change raises the version by one and is one event.
/// </summary>
internal sealed class Shipment
{
    /// <summary>What still changes once the carrier has it; customs may ask for their part.</summary>
    private static readonly ImmutableArray<string> ChangeableOnTheWay =
        ["sender.email", "sender.phone", "recipient.email", "recipient.phone", "reference", "customs"];

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

    /// <summary>The shipment that this one brings back. Of those that are not cancelled there is one at most.</summary>
    public TrackingNumber? ReturnOf { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset PromisedAt { get; private set; }

    /// <summary>With <see cref="RequestHash"/>, the request that created it; unique per owner.</summary>
    public string? IdempotencyKey { get; private init; }

    public byte[]? RequestHash { get; private init; }

    /// <summary>What may follow the status; empty once it is terminal.</summary>
    public ImmutableArray<ShipmentStatus> AllowedStatuses => StatusMachine.Allowed(Status, HeldStatus);

    /// <summary>Its people are to be forgotten, and nothing new is noted of them.</summary>
    public bool IsErased => Sender.Name == Party.Erased;

    /// <summary>Whether someone must do something before the parcel can go on.</summary>
    public bool ActionRequired => ReasonCode == Contracts.Common.V1.ReasonCode.ProofMissing || (!StatusMachine.IsTerminal(Status)
        && (Status == ShipmentStatus.AvailableForPickup
            || ReasonCode is Contracts.Common.V1.ReasonCode.AddressProblem
                or Contracts.Common.V1.ReasonCode.CustomsDocuments
                or Contracts.Common.V1.ReasonCode.Payment));

    public static Shipment Create(
        ShipmentDraft draft, Guid ownerId, TrackingNumber number, IdempotentRequest? request, DateTimeOffset now,
        TrackingNumber? returnOf = null) =>
        new()
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
            ReturnOf = returnOf,
            CreatedAt = now,
            UpdatedAt = now,
            PromisedAt = ServicePromise.DueAt(draft.ServiceLevel, now),
            IdempotencyKey = request?.Key,
            RequestHash = request?.Hash,
        };

    /// <summary>
    /// The shipment that brings a delivered one back: the same parcels the other way, with what protects them, and nothing to collect or to
    /// check at the door.
    /// </summary>
    public static Shipment Return(Shipment delivered, TrackingNumber number, DateTimeOffset now)
    {
        var options =
            ShipmentOptions.None with { Fragile = delivered.Terms.Options.Fragile, Insurance = delivered.Terms.Options.Insurance };
        var draft = new ShipmentDraft(delivered.Recipient, delivered.Sender, delivered.Parcels, delivered.ServiceLevel, delivered.Reference)
        {
            Terms = new Terms { Options = options, Customs = delivered.Terms.Customs },
        };
        return Create(draft, delivered.OwnerId, number, request: null, now, delivered.TrackingNumber);
    }

    /// <summary>
    /// Moves it along the status machine; an error, and no change, where the table has no such step. What comes after the fact
    /// (docs/adr/0031) is always kept, and becomes the status only where nothing newer is known and the shipment has not ended; a delivery
    /// without the proof that was agreed says so.
    /// </summary>
    public Result<StatusChange> ChangeStatus(StatusReport report, DateTimeOffset now)
    {
        if (report.Source == ReportSource.Api && !AllowedStatuses.Contains(report.Status))
        {
            return ShipmentErrors.TransitionNotAllowed(Status, report.Status, AllowedStatuses);
        }

        if (report.Status == ShipmentStatus.Delivered
            && ((Terms.Options.Signature && !report.Proof.Signed) || (Terms.Options.MinimumAge is not null && !report.Proof.AgeChecked)))
        {
            if (report.Source == ReportSource.Api)
            {
                return ShipmentErrors.ProofNeeded(Terms.Options);
            }

            report = report with { ReasonCode = Contracts.Common.V1.ReasonCode.ProofMissing };
        }

        var previous = Status;
        var (standing, isLate) = Standing.After(
            report.Status, report.ReasonCode, report.Source, (report.OccurredAt ?? now).ToUniversalTime());
        Standing = standing;
        return Changed(isLate ? ChangeKind.LateStatus : ChangeKind.Status, previous, report, now);
    }

    /// <summary>
    /// Makes it what the draft says. All may change while the sender has it; then contacts, reference and customs until it has ended.
    /// </summary>
    /// <param name="fields">What is to change, by its path in the public JSON.</param>
    public Result<StatusChange> Update(ShipmentDraft draft, IReadOnlyCollection<string> fields, StatusReport report, DateTimeOffset now)
    {
        var fixedFields = StatusMachine.IsTerminal(Status) ? fields
            : StatusMachine.IsWithSender(Status, HeldStatus) ? []
            : [.. fields.Where(field => !ChangeableOnTheWay.Contains(field))];
        if (fixedFields.Count > 0)
        {
            return ShipmentErrors.NotChangeable(Status, fixedFields);
        }

        var isSameDoor = draft.Recipient.Address == Recipient.Address;
        (Sender, Recipient, Parcels, ServiceLevel, Reference) =
            (draft.Sender, draft.Recipient, [.. draft.Parcels], draft.ServiceLevel, draft.Reference);
        Terms = draft.Terms with { PickupPoint = isSameDoor ? Terms.PickupPoint : null };
        PromisedAt = ServicePromise.DueAt(ServiceLevel, CreatedAt);
        return Changed(ChangeKind.Update, Status, report, now);
    }

    /// <summary>Sends it to another address, or to a pick-up point that is there.</summary>
    public Result<StatusChange> Redirect(Address address, string? pickupPoint, StatusReport report, DateTimeOffset now)
    {
        if (!StatusMachine.IsRedirectable(Status, HeldStatus))
        {
            return ShipmentErrors.NotRedirectable(Status);
        }

        if (address.Country != Recipient.Address.Country)
        {
            return ShipmentErrors.StaysInTheCountry;
        }

        Recipient = Recipient with { Address = address };
        Terms = Terms with { PickupPoint = pickupPoint };
        Standing = Standing.Redirected();
        return Changed(ChangeKind.Redirect, Status, report with { Status = Status }, now);
    }

    /// <summary>Partners know it by these numbers from now on, and by no others.</summary>
    public StatusChange SetAliases(IReadOnlyCollection<PartnerNumber> aliases, Guid actorId, DateTimeOffset now)
    {
        var note = aliases.Count == 0 ? null : string.Join(' ', aliases);
        return Changed(
            ChangeKind.Aliases, Status, new StatusReport(Status, null, Place: null, note, OccurredAt: null, actorId, Request: null), now);
    }

    /// <summary>
    /// Takes a report for the mistake that it was: the shipment stands as its history says without it, also where it had ended.
    /// </summary>
    /// <param name="history">All its changes, in order.</param>
    public Result<StatusChange> Correct(Guid eventId, IReadOnlyCollection<StatusChange> history, StatusReport report, DateTimeOffset now)
    {
        var corrected = history.Select(change => change.Corrects).OfType<int>().ToHashSet();
        if (history.SingleOrDefault(change => change.EventId == eventId && change.IsReport) is not { } mistake)
        {
            return ShipmentErrors.NothingToCorrect;
        }

        if (!corrected.Add(mistake.Version))
        {
            return ShipmentErrors.AlreadyCorrected;
        }

        var previous = Status;
        Standing = Standing.Of(CreatedAt, history.Where(change => !corrected.Contains(change.Version)));
        return Changed(
            ChangeKind.Correction, previous, report with { Status = Status, ReasonCode = ReasonCode }, now, mistake.Version, eventId);
    }

    private Standing Standing
    {
        get => new(Status, HeldStatus, ReasonCode, StatusAt);
        set => (Status, HeldStatus, ReasonCode, StatusAt) = (value.Status, value.HeldStatus, value.ReasonCode, value.At);
    }

    private StatusChange Changed(
        ChangeKind kind, ShipmentStatus previous, StatusReport report, DateTimeOffset now, int? corrects = null, Guid? correctsEvent = null)
    {
        UpdatedAt = now;
        Version++;
        return StatusChange.Of(this, kind, previous, IsErased ? report with { Note = null } : report, now, corrects, correctsEvent);
    }
}
