using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.Shipments.Features.ListShipments;
using Proto = Logistics.Contracts.Common.V1;
using ProtoShipment = Logistics.Contracts.Shipments.V1.Shipment;

namespace Logistics.Shipments.Features;

/// <summary>How a shipment is shown to those who may see all of it.</summary>
internal static class ShipmentAnswer
{
    public static ProtoShipment ToProto(this Domain.Shipment shipment) => new()
    {
        Id = shipment.Id.ToString(),
        TrackingNumber = shipment.TrackingNumber.ToString(),
        OwnerId = shipment.OwnerId.ToString(),
        Status = shipment.Status,
        ReasonCode = shipment.ReasonCode ?? ReasonCode.Unspecified,
        ActionRequired = shipment.ActionRequired,
        Version = shipment.Version,
        Sender = Party(shipment.Sender),
        Recipient = Party(shipment.Recipient),
        Parcels = { shipment.Parcels.Select(Parcel) },
        ServiceLevel = shipment.ServiceLevel,
        Reference = shipment.Reference ?? string.Empty,
        CreatedAt = shipment.CreatedAt.ToTimestamp(),
        UpdatedAt = shipment.UpdatedAt.ToTimestamp(),
        PromisedAt = shipment.PromisedAt.ToTimestamp(),
        AllowedStatuses = { shipment.AllowedStatuses },
        HeldStatus = shipment.HeldStatus ?? ShipmentStatus.Unspecified,
        Options = Options(shipment.Terms.Options),
        Customs = { shipment.Terms.Customs.Select(Item) },
        Pickup = Window(shipment.Terms.Pickup),
        Delivery = Window(shipment.Terms.Delivery),
        PickupPoint = shipment.Terms.PickupPoint ?? string.Empty,
        ReturnOf = shipment.ReturnOf?.ToString() ?? string.Empty,
    };

    /// <summary>The request that would create it as it is now.</summary>
    public static CreateShipmentRequest ToRequest(this Domain.Shipment shipment) => new()
    {
        Sender = Party(shipment.Sender),
        Recipient = Party(shipment.Recipient),
        Parcels = { shipment.Parcels.Select(Parcel) },
        ServiceLevel = shipment.ServiceLevel,
        Reference = shipment.Reference ?? string.Empty,
        Options = Options(shipment.Terms.Options),
        Customs = { shipment.Terms.Customs.Select(Item) },
        Pickup = Window(shipment.Terms.Pickup),
        Delivery = Window(shipment.Terms.Delivery),
    };

    public static Contracts.Shipments.V1.ListShipmentsResponse ToProto(this ShipmentPage page) => new()
    {
        Shipments = { page.Shipments.Select(shipment => shipment.ToProto()) },
        NextCursor = page.NextCursor,
    };

    private static Proto.Party Party(Domain.Party party) => new()
    {
        Name = party.Name,
        Company = party.Company ?? string.Empty,
        Email = party.Email ?? string.Empty,
        Phone = party.Phone ?? string.Empty,
        Address = new Proto.Address
        {
            Line1 = party.Address.Line1,
            Line2 = party.Address.Line2 ?? string.Empty,
            City = party.Address.City,
            Region = party.Address.Region ?? string.Empty,
            PostalCode = party.Address.PostalCode ?? string.Empty,
            Country = party.Address.Country,
        },
    };

    private static Proto.Parcel Parcel(Domain.Parcel parcel) => new()
    {
        WeightGrams = parcel.WeightGrams,
        LengthMm = parcel.LengthMm,
        WidthMm = parcel.WidthMm,
        HeightMm = parcel.HeightMm,
        Contents = parcel.Contents ?? string.Empty,
        Value = Money(parcel.Value),
    };

    private static ShipmentOptions Options(Domain.ShipmentOptions options) => new()
    {
        Signature = options.Signature,
        Insurance = Money(options.Insurance),
        CashOnDelivery = Money(options.CashOnDelivery),
        Fragile = options.Fragile,
        MinimumAge = options.MinimumAge ?? 0,
    };

    private static CustomsItem Item(Domain.CustomsItem item) => new()
    {
        Description = item.Description,
        Quantity = item.Quantity,
        Value = Money(item.Value),
        HsCode = item.HsCode,
        CountryOfOrigin = item.CountryOfOrigin,
        WeightGrams = item.WeightGrams,
    };

    private static TimeWindow? Window(Domain.TimeWindow? window) =>
        window is null ? null : new TimeWindow { From = window.From.ToTimestamp(), Until = window.Until.ToTimestamp() };

    private static Proto.Money? Money(Domain.Money? money) =>
        money is null ? null : new Proto.Money { Currency = money.Currency, MinorUnits = money.MinorUnits };
}
