using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using CustomsItem = Logistics.Contracts.Shipments.V1.CustomsItem;
using ShipmentOptions = Logistics.Contracts.Shipments.V1.ShipmentOptions;
using TimeWindow = Logistics.Contracts.Shipments.V1.TimeWindow;

namespace Logistics.Shipments.Features.CreateShipment;

/// <summary>What may be agreed beyond the carrying.</summary>
internal static class TermsValidation
{
    private const int MaxCustomsItems = 100;
    private const int MaxQuantity = 100_000;
    private const int YoungestAge = 16;
    private const int OldestAge = 21;

    /// <summary>How far ahead a shipment is planned.</summary>
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(90);

    public static Terms Terms(FieldFaults faults, CreateShipmentRequest request, DateTimeOffset now, Func<string, bool> isNew)
    {
        var isAbroad = request.Sender?.Address?.Country != request.Recipient?.Address?.Country;
        if (request.ServiceLevel == Contracts.Common.V1.ServiceLevel.SameDay && isAbroad)
        {
            faults.Add("serviceLevel", "SAME_DAY goes no further than the country.");
        }

        var terms = new Terms
        {
            Options = Options(faults, request.Options ?? new ShipmentOptions()),
            Customs = Customs(faults, request, isAbroad),
            Pickup = Window(faults, "pickup", request.Pickup, isNew("pickup") ? now : null),
            Delivery = Window(faults, "delivery", request.Delivery, isNew("delivery") ? now : null),
        };
        if (terms is { Pickup: { } pickup, Delivery: { } delivery } && delivery.Until < pickup.From)
        {
            faults.Add("delivery.until", "Is not before the pick-up.");
        }

        return terms;
    }

    private static Domain.ShipmentOptions Options(FieldFaults faults, ShipmentOptions options)
    {
        if (options.MinimumAge != 0)
        {
            faults.Within("options.minimumAge", options.MinimumAge, YoungestAge, OldestAge);
        }

        return new Domain.ShipmentOptions(
            options.Signature,
            options.Insurance is null ? null : faults.Money("options.insurance", options.Insurance, least: 1),
            options.CashOnDelivery is null ? null : faults.Money("options.cashOnDelivery", options.CashOnDelivery, least: 1),
            options.Fragile,
            options.MinimumAge == 0 ? null : options.MinimumAge);
    }

    private static List<Domain.CustomsItem> Customs(FieldFaults faults, CreateShipmentRequest request, bool isAbroad)
    {
        if (request.Customs.Count > 0 && !isAbroad)
        {
            faults.Add("customs", "Are for shipments that leave the country.");
        }

        faults.Within("customs", request.Customs.Count, 0, MaxCustomsItems);
        if (request.Parcels.Sum(parcel => (long)parcel.WeightGrams) is > 0 and var weight
            && request.Customs.Sum(item => (long)item.WeightGrams) > weight)
        {
            faults.Add("customs", "Do not weigh more than the parcels.");
        }

        if (request.Customs.DistinctBy(item => item.Value?.Currency).Count() > 1)
        {
            faults.Add("customs", "Are declared in one currency.");
        }

        return [.. request.Customs.Take(MaxCustomsItems).Select((item, i) => Item(faults, $"customs[{i}]", item))];
    }

    private static Domain.CustomsItem Item(FieldFaults faults, string field, CustomsItem item)
    {
        faults.Within($"{field}.quantity", item.Quantity, 1, MaxQuantity);
        faults.Within($"{field}.weightGrams", item.WeightGrams, 1, int.MaxValue);
        return new Domain.CustomsItem(
            faults.Required($"{field}.description", item.Description, MaxLength.Contents),
            item.Quantity,
            faults.Money($"{field}.value", item.Value ?? new Contracts.Common.V1.Money(), least: 1),
            faults.HsCode($"{field}.hsCode", item.HsCode),
            faults.Country($"{field}.countryOfOrigin", item.CountryOfOrigin),
            item.WeightGrams);
    }

    /// <param name="now">None for a window that was set before.</param>
    private static Domain.TimeWindow? Window(FieldFaults faults, string field, TimeWindow? window, DateTimeOffset? now)
    {
        if (window is null)
        {
            return null;
        }

        var latest = now + Horizon ?? DateTimeOffset.MaxValue;
        var from = faults.Instant($"{field}.from", window.From, DateTimeOffset.UnixEpoch, latest);
        var until = faults.Instant($"{field}.until", window.Until, now ?? DateTimeOffset.UnixEpoch, latest);
        if (from >= until)
        {
            faults.Add($"{field}.until", "Is after from.");
        }

        return from < until ? new Domain.TimeWindow(from.Value, until.Value) : null;
    }
}
