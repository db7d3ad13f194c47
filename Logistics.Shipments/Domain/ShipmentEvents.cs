using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;

namespace Logistics.Shipments.Domain;

/// <summary>What the world is told of each change.</summary>
internal static class ShipmentEvents
{
    public static ShipmentCreated Created(Shipment shipment) => new()
    {
        EventId = Guid.CreateVersion7(shipment.CreatedAt),
        ShipmentId = shipment.Id.Value,
        TrackingNumber = shipment.TrackingNumber.ToString(),
        Sequence = shipment.Version,
        Status = shipment.Status,
        OccurredAt = shipment.CreatedAt,
        RecordedAt = shipment.CreatedAt,
        Source = Name(ReportSource.Api),
        ActorId = shipment.OwnerId,
        OwnerId = shipment.OwnerId,
        ServiceLevel = shipment.ServiceLevel,
        Sender = Party(shipment.Sender),
        Recipient = Party(shipment.Recipient),
        PromisedAt = shipment.PromisedAt,
        Reference = shipment.Reference,
        ReturnOf = shipment.ReturnOf?.ToString(),
        WeightGrams = shipment.Parcels.Sum(parcel => parcel.WeightGrams),
    };

    public static ShipmentEvent Of(Shipment shipment, StatusChange change) => change.Kind switch
    {
        ChangeKind.Status or ChangeKind.LateStatus => StatusChanged(shipment, change),
        ChangeKind.Correction => Corrected(shipment, change),
        ChangeKind.Update or ChangeKind.Redirect or ChangeKind.Aliases => Updated(shipment, change),
    };

    public static ShipmentStatusChanged StatusChanged(Shipment shipment, StatusChange change) => new()
    {
        EventId = change.EventId.GetValueOrDefault(),
        ShipmentId = shipment.Id.Value,
        TrackingNumber = shipment.TrackingNumber.ToString(),
        Sequence = change.Version,
        PreviousStatus = change.PreviousStatus,
        Late = change.Kind == ChangeKind.LateStatus,
        Status = change.Status,
        ReasonCode = change.ReasonCode,
        ActionRequired = shipment.ActionRequired,
        Place = change.Place,
        OccurredAt = change.OccurredAt.ToOffset(TimeSpan.FromMinutes(change.OccurredAtOffsetMinutes)),
        RecordedAt = change.RecordedAt,
        Source = Name(change.Source),
        ActorId = change.ActorId,
        OwnerId = shipment.OwnerId,
        ServiceLevel = shipment.ServiceLevel,
        Sender = Party(shipment.Sender),
        Recipient = Party(shipment.Recipient),
        PromisedAt = shipment.PromisedAt,
    };

    private static ShipmentUpdated Updated(Shipment shipment, StatusChange change) => new()
    {
        EventId = change.EventId.GetValueOrDefault(),
        ShipmentId = shipment.Id.Value,
        TrackingNumber = shipment.TrackingNumber.ToString(),
        Sequence = change.Version,
        Status = change.Status,
        ReasonCode = change.ReasonCode,
        ActionRequired = shipment.ActionRequired,
        Redirected = change.Kind == ChangeKind.Redirect,
        PickupPoint = shipment.Terms.PickupPoint,
        Aliases = change.Kind == ChangeKind.Aliases ? change.Note?.Split(' ') ?? [] : null,
        OccurredAt = change.OccurredAt,
        RecordedAt = change.RecordedAt,
        Source = Name(change.Source),
        ActorId = change.ActorId,
        OwnerId = shipment.OwnerId,
        ServiceLevel = shipment.ServiceLevel,
        Sender = Party(shipment.Sender),
        Recipient = Party(shipment.Recipient),
        PromisedAt = shipment.PromisedAt,
    };

    private static ShipmentCorrected Corrected(Shipment shipment, StatusChange change) => new()
    {
        EventId = change.EventId.GetValueOrDefault(),
        ShipmentId = shipment.Id.Value,
        TrackingNumber = shipment.TrackingNumber.ToString(),
        Sequence = change.Version,
        CorrectedEventId = change.CorrectsEvent.GetValueOrDefault(),
        CorrectedSequence = change.Corrects.GetValueOrDefault(),
        PreviousStatus = change.PreviousStatus,
        Status = change.Status,
        ReasonCode = change.ReasonCode,
        ActionRequired = shipment.ActionRequired,
        OccurredAt = change.OccurredAt,
        RecordedAt = change.RecordedAt,
        Source = Name(change.Source),
        ActorId = change.ActorId,
        OwnerId = shipment.OwnerId,
        ServiceLevel = shipment.ServiceLevel,
        Sender = Party(shipment.Sender),
        Recipient = Party(shipment.Recipient),
        PromisedAt = shipment.PromisedAt,
    };

    private static string Name(ReportSource source) => source switch
    {
        ReportSource.Offline => "offline",
        ReportSource.Partner => "partner",
        _ => "api",
    };

    private static EventParty Party(Party party) => new()
    {
        Name = party.Name,
        Email = party.Email,
        Phone = party.Phone,
        City = party.Address.City,
        Country = party.Address.Country,
    };
}
