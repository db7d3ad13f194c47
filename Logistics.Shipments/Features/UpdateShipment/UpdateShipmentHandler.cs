using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Features.CreateShipment;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.UpdateShipment;

/// <summary>
/// Changes what is known of a shipment: the fields of the mask, taken from the request; what comes of it obeys the rules of a new one. By
/// its owner or the desk.
/// </summary>
internal sealed class UpdateShipmentHandler(ShipmentChanges changes)
{
    private static readonly FieldMask.MergeOptions Replacing = new()
    {
        ReplaceMessageFields = true,
        ReplaceRepeatedFields = true,
        ReplacePrimitiveFields = true,
    };

    public async Task<Result<Shipment>> HandleAsync(UpdateShipmentRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var fields = request.Fields ?? new FieldMask();
        if (fields.Paths.Count == 0 || fields.Paths.Contains("idempotency_key") || !FieldMask.IsValid<CreateShipmentRequest>(fields))
        {
            faults.Add("fields", "Are some of a shipment's.");
        }

        faults.Within("expectedVersion", request.ExpectedVersion, 0, int.MaxValue);
        if (faults.Unless(() => true).Error is { } error)
        {
            return error;
        }

        return await changes.ApplyAsync(
            request.TrackingNumber, request.ExpectedVersion, request: null, caller,
            (shipment, now) => caller.MayDecideOn(shipment)
                ? Update(shipment, request.Shipment ?? new CreateShipmentRequest(), fields, caller, now)
                : ShipmentErrors.OwnersAndDeskOnly,
            cancellationToken);
    }

    private static Result<StatusChange> Update(
        Shipment shipment, CreateShipmentRequest wanted, FieldMask fields, Caller caller, DateTimeOffset now)
    {
        var whole = shipment.ToRequest();
        fields.Merge(wanted, whole, Replacing);
        var names = string.Join(' ', fields.Paths);
        var note = names.Length > MaxLength.Note ? names[..MaxLength.Note] : names;
        var report = new StatusReport(shipment.Status, null, Place: null, note, OccurredAt: null, caller.UserId, Request: null);
        return CreateShipmentValidation
            .Validate(whole, now, isNew: field => fields.Paths.Any(path => path.StartsWith(field, StringComparison.Ordinal)))
            .Then(valid => shipment.Update(valid.Draft, [.. fields.Paths.Select(PublicPath)], report, now));
    }

    /// <summary><c>recipient.address.postal_code</c> as it is in the public JSON.</summary>
    private static string PublicPath(string path) => new FieldMask { Paths = { path } }.ToString().Trim('"');
}
