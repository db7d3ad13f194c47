namespace Logistics.Notifications.Rules;

/// <summary>
/// What calls someone to act is idle once its time is over, whenever that was heard of; what is news stays news. Templates by the
/// beginnings of their names, side by side.
/// </summary>
internal static class Overtaking
{
    private static readonly (string What, string[] By)[] Table =
    [
        ("shipment.out_for_delivery.",
        [
            "shipment.delivered.",
            "shipment.delivery_attempted.",
            "shipment.available_for_pickup.",
            "shipment.arrived_at_warehouse.",
            "shipment.on_hold.",
            "shipment.lost.",
            "shipment.damaged.",
            "shipment.returning.",
        ]),
        ("shipment.delivery_attempted.",
        [
            "shipment.delivered.",
            "shipment.out_for_delivery.",
            "shipment.available_for_pickup.",
            "shipment.returning.",
        ]),
        ("shipment.available_for_pickup.", ["shipment.delivered.", "shipment.returning."]),
    ];

    public static string[] What { get; } = [.. Table.SelectMany(row => row.By.Select(_ => row.What))];

    public static string[] By { get; } = [.. Table.SelectMany(row => row.By)];
}
