using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Proto = Logistics.Contracts.Common.V1;

namespace Logistics.Shipments.Features.CreateShipment;

/// <summary>What makes a shipment acceptable. Limits are what common carriers take as a parcel.</summary>
internal static class CreateShipmentValidation
{
    private const int MaxParcels = 100;
    private const int MaxWeightGrams = 70_000;
    private const int MaxSideMm = 3_000;

    /// <summary>What is to be created and the request's idempotency, or all that is wrong.</summary>
    /// <param name="isNew">Whether a time window (<c>pickup</c>, <c>delivery</c>) is set now; one that was set before may have begun since.
    /// All are, without it.</param>
    public static Result<(ShipmentDraft Draft, IdempotentRequest? Request)> Validate(
        CreateShipmentRequest request, DateTimeOffset now, Func<string, bool>? isNew = null)
    {
        var faults = new FieldFaults();

        var sender = Party(faults, "sender", request.Sender ?? new Proto.Party());
        var recipient = Party(faults, "recipient", request.Recipient ?? new Proto.Party());
        if (recipient is { Email: null, Phone: null })
        {
            faults.Add("recipient.email", "Is required where there is no phone: someone must be told.");
        }

        faults.Within("parcels", request.Parcels.Count, 1, MaxParcels);
        var parcels = request.Parcels.Take(MaxParcels).Select((parcel, index) => Parcel(faults, $"parcels[{index}]", parcel)).ToList();
        var serviceLevel = faults.Known("serviceLevel", request.ServiceLevel) ?? ServiceLevel.Standard;
        var reference = faults.Optional("reference", request.Reference, MaxLength.Reference);
        var key = Key(faults, request);

        var terms = TermsValidation.Terms(faults, request, now, isNew ?? (_ => true));

        return faults.Unless(() => (new ShipmentDraft(sender, recipient, parcels, serviceLevel, reference) { Terms = terms }, key));
    }

    /// <summary>The request's idempotency alone, which does not depend on the time.</summary>
    public static IdempotentRequest? Key(CreateShipmentRequest request)
    {
        var faults = new FieldFaults();
        var key = Key(faults, request);
        return faults.Unless(() => true).Error is null ? key : null;
    }

    private static IdempotentRequest? Key(FieldFaults faults, CreateShipmentRequest request) =>
        faults.Request(request.IdempotencyKey, new CreateShipmentRequest(request) { IdempotencyKey = string.Empty });

    private static Domain.Party Party(FieldFaults faults, string field, Proto.Party party) => new(
        Name(faults, $"{field}.name", party.Name),
        faults.Optional($"{field}.company", party.Company, MaxLength.Name),
        faults.Email($"{field}.email", party.Email),
        faults.Phone($"{field}.phone", party.Phone))
    {
        Address = Address(faults, $"{field}.address", party.Address ?? new Proto.Address()),
    };

    private static string Name(FieldFaults faults, string field, string value)
    {
        var name = faults.Required(field, value, MaxLength.Name);
        if (name == Domain.Party.Erased)
        {
            faults.Add(field, "Is somebody's.");
        }

        return name;
    }

    public static Domain.Address Address(FieldFaults faults, string field, Proto.Address address) => new(
        faults.Required($"{field}.line1", address.Line1, MaxLength.AddressLine),
        faults.Optional($"{field}.line2", address.Line2, MaxLength.AddressLine),
        faults.Required($"{field}.city", address.City, MaxLength.City),
        faults.Optional($"{field}.region", address.Region, MaxLength.City),
        faults.Optional($"{field}.postalCode", address.PostalCode, MaxLength.PostalCode),
        faults.Country($"{field}.country", address.Country));

    private static Domain.Parcel Parcel(FieldFaults faults, string field, Proto.Parcel parcel)
    {
        faults.Within($"{field}.weightGrams", parcel.WeightGrams, 1, MaxWeightGrams);
        var measured = (parcel.LengthMm, parcel.WidthMm, parcel.HeightMm) != (0, 0, 0);
        if (measured)
        {
            faults.Within($"{field}.lengthMm", parcel.LengthMm, 1, MaxSideMm);
            faults.Within($"{field}.widthMm", parcel.WidthMm, 1, MaxSideMm);
            faults.Within($"{field}.heightMm", parcel.HeightMm, 1, MaxSideMm);
        }

        var contents = faults.Optional($"{field}.contents", parcel.Contents, MaxLength.Contents);
        return new Domain.Parcel(parcel.WeightGrams, parcel.LengthMm, parcel.WidthMm, parcel.HeightMm, contents)
        {
            Value = parcel.Value is null ? null : faults.Money($"{field}.value", parcel.Value, least: 0),
        };
    }
}
