using Google.Protobuf.WellKnownTypes;
using Common = Logistics.Contracts.Common.V1;
using Proto = Logistics.Contracts.Shipments.V1;

namespace Logistics.Gateway.Api;

/// <summary>What is agreed beyond the carrying, between the public JSON and the Shipments service's messages.</summary>
internal static class TermsMapping
{
    public static Proto.ShipmentOptions ToProto(this ShipmentOptions options) => new()
    {
        Signature = options.Signature ?? false,
        Insurance = options.Insurance?.ToProto(),
        CashOnDelivery = options.CashOnDelivery?.ToProto(),
        Fragile = options.Fragile ?? false,
        MinimumAge = options.MinimumAge ?? 0,
    };

    /// <summary>Without its flags where there are none: an answer says what was asked for.</summary>
    public static ShipmentOptions? ToApi(this Proto.ShipmentOptions? options) =>
        options is null || options.CalculateSize() == 0 ? null : new ShipmentOptions
        {
            Signature = options.Signature ? true : null,
            Insurance = options.Insurance?.ToApi(),
            CashOnDelivery = options.CashOnDelivery?.ToApi(),
            Fragile = options.Fragile ? true : null,
            MinimumAge = options.MinimumAge.OrNull(),
        };

    public static Proto.CustomsItem ToProto(this CustomsItem item) => new()
    {
        Description = item.Description ?? "",
        Quantity = item.Quantity ?? 0,
        Value = item.Value?.ToProto(),
        HsCode = item.HsCode ?? "",
        CountryOfOrigin = item.CountryOfOrigin ?? "",
        WeightGrams = item.WeightGrams ?? 0,
    };

    public static CustomsItem ToApi(this Proto.CustomsItem item) => new()
    {
        Description = item.Description,
        Quantity = item.Quantity,
        Value = item.Value.ToApi(),
        HsCode = item.HsCode,
        CountryOfOrigin = item.CountryOfOrigin,
        WeightGrams = item.WeightGrams,
    };

    public static Proto.TimeWindow ToProto(this TimeWindow window) =>
        new() { From = window.From?.ToTimestamp(), Until = window.Until?.ToTimestamp() };

    public static TimeWindow? ToApi(this Proto.TimeWindow? window) =>
        window is null ? null : new TimeWindow { From = window.From.ToDateTimeOffset(), Until = window.Until.ToDateTimeOffset() };

    /// <summary>
    /// An amount that cannot be said in the currency's smallest unit becomes one that the service refuses, beside all else that is wrong.
    /// </summary>
    public static Common.Money ToProto(this Money money) =>
        new() { Currency = money.Currency ?? "", MinorUnits = money.ToMinorUnits() ?? long.MinValue };

    public static Money ToApi(this Common.Money money) => Money.FromMinorUnits(money.Currency, money.MinorUnits);
}
