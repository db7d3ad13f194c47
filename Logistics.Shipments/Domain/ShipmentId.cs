namespace Logistics.Shipments.Domain;

/// <summary>A shipment's key: a UUIDv7, so that the order of ids is the order of creation and lists page by it.</summary>
internal readonly record struct ShipmentId(Guid Value)
{
    public static ShipmentId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static bool operator <(ShipmentId left, ShipmentId right) => left.Value < right.Value;

    public static bool operator >(ShipmentId left, ShipmentId right) => left.Value > right.Value;

    public override string ToString() => Value.ToString();
}
