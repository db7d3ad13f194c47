using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Common = Logistics.Contracts.Common.V1;
using Proto = Logistics.Contracts.Shipments.V1;

namespace Logistics.Gateway.Api;

/// <summary>Between the public JSON and the Shipments service's messages. Empty and absent are one there, null here.</summary>
internal static class ShipmentMapping
{
    public static Shipment ToApi(this Proto.Shipment shipment) => new()
    {
        Id = shipment.Id,
        TrackingNumber = shipment.TrackingNumber,
        Status = shipment.Status,
        ReasonCode = shipment.ReasonCode.OrNull(),
        ActionRequired = shipment.ActionRequired,
        Version = shipment.Version,
        Sender = shipment.Sender.ToApi(),
        Recipient = shipment.Recipient.ToApi(),
        Parcels = [.. shipment.Parcels.Select(ToApi)],
        ServiceLevel = shipment.ServiceLevel,
        Reference = shipment.Reference.OrNull(),
        CreatedAt = shipment.CreatedAt.ToDateTimeOffset(),
        UpdatedAt = shipment.UpdatedAt.ToDateTimeOffset(),
        PromisedAt = shipment.PromisedAt?.ToDateTimeOffset(),
        AllowedStatuses = shipment.AllowedStatuses,
        HeldStatus = shipment.HeldStatus == ShipmentStatus.Unspecified ? null : shipment.HeldStatus,
        Options = shipment.Options.ToApi(),
        Customs = shipment.Customs.Count == 0 ? null : [.. shipment.Customs.Select(TermsMapping.ToApi)],
        Pickup = shipment.Pickup.ToApi(),
        Delivery = shipment.Delivery.ToApi(),
        PickupPoint = shipment.PickupPoint.OrNull(),
        ReturnOf = shipment.ReturnOf.OrNull(),
    };

    public static Common.Party ToProto(this Party party) => new()
    {
        Name = party.Name ?? "",
        Company = party.Company ?? "",
        Email = party.Email ?? "",
        Phone = party.Phone ?? "",
        Address = party.Address?.ToProto(),
    };

    public static Common.Address ToProto(this Address address) => new()
    {
        Line1 = address.Line1 ?? "",
        Line2 = address.Line2 ?? "",
        City = address.City ?? "",
        Region = address.Region ?? "",
        PostalCode = address.PostalCode ?? "",
        Country = address.Country ?? "",
    };

    public static Common.Parcel ToProto(this Parcel parcel) => new()
    {
        WeightGrams = parcel.WeightGrams ?? 0,
        LengthMm = parcel.LengthMm ?? 0,
        WidthMm = parcel.WidthMm ?? 0,
        HeightMm = parcel.HeightMm ?? 0,
        Contents = parcel.Contents ?? "",
        Value = parcel.Value?.ToProto(),
    };

    public static string? OrNull(this string text) => text.Length == 0 ? null : text;

    public static int? OrNull(this int number) => number == 0 ? null : number;

    public static ReasonCode? OrNull(this ReasonCode reason) => reason == ReasonCode.Unspecified ? null : reason;

    /// <summary>The instant with the offset that the place had.</summary>
    public static DateTimeOffset At(this Timestamp instant, int offsetMinutes) =>
        instant.ToDateTimeOffset().ToOffset(TimeSpan.FromMinutes(offsetMinutes));

    public static Party ToApi(this Common.Party party) => new()
    {
        Name = party.Name.OrNull(),
        Company = party.Company.OrNull(),
        Email = party.Email.OrNull(),
        Phone = party.Phone.OrNull(),
        Address = party.Address is null ? null : new Address
        {
            Line1 = party.Address.Line1.OrNull(),
            Line2 = party.Address.Line2.OrNull(),
            City = party.Address.City.OrNull(),
            Region = party.Address.Region.OrNull(),
            PostalCode = party.Address.PostalCode.OrNull(),
            Country = party.Address.Country.OrNull(),
        },
    };

    private static Parcel ToApi(Common.Parcel parcel) => new()
    {
        WeightGrams = parcel.WeightGrams,
        LengthMm = parcel.LengthMm.OrNull(),
        WidthMm = parcel.WidthMm.OrNull(),
        HeightMm = parcel.HeightMm.OrNull(),
        Contents = parcel.Contents.OrNull(),
        Value = parcel.Value?.ToApi(),
    };
}
