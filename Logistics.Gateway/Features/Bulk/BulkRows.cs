using Logistics.Gateway.Features.ChangeStatus;
using Logistics.Gateway.Features.CreateShipment;

namespace Logistics.Gateway.Features.Bulk;

/// <summary>A row that can be told from the others when all of them are sent again.</summary>
internal interface IBulkRow
{
    /// <summary>Makes it safe to repeat: as an Idempotency-Key does for one.</summary>
    string? Key { get; }
}

/// <summary>A new shipment among many.</summary>
internal sealed record ShipmentRow : CreateShipmentRequest, IBulkRow
{
    /// <summary>Your own for the row. The same key and content again get the same shipment; without one, another shipment.</summary>
    /// <example>order-1042</example>
    public string? Key { get; init; }

    public static readonly CsvColumns Columns = new(
    [
        "key", "reference", "serviceLevel", .. Party("sender"), .. Party("recipient"),
        "parcels[0].weightGrams#", "parcels[0].lengthMm#", "parcels[0].widthMm#", "parcels[0].heightMm#", "parcels[0].contents",
        "parcels[0].value.currency", "parcels[0].value.amount#",
        "options.signature?", "options.fragile?", "options.minimumAge#", "options.insurance.currency", "options.insurance.amount#",
        "options.cashOnDelivery.currency", "options.cashOnDelivery.amount#",
    ]);

    private static IEnumerable<string> Party(string name) =>
    [
        $"{name}.name", $"{name}.company", $"{name}.email", $"{name}.phone", $"{name}.address.line1", $"{name}.address.line2",
        $"{name}.address.city",
        $"{name}.address.region", $"{name}.address.postalCode", $"{name}.address.country",
    ];
}

/// <summary>A scan among many.</summary>
internal sealed record ScanRow : ChangeStatusRequest, IBulkRow
{
    /// <summary>The device's own for the scan. The same key and content again have no second effect; without one, they have.</summary>
    /// <example>scanner-7-000123</example>
    public string? Key { get; init; }

    /// <example>PKG7K3M9QX2VHDTG</example>
    public string? TrackingNumber { get; init; }

    public static readonly CsvColumns Columns = new(
    [
        "key", "trackingNumber", "status", "reasonCode", "note", "occurredAt", "source",
        "location.name", "location.city", "location.country", "location.latitude#", "location.longitude#", "location.timeZone",
    ]);
}
