using System.Buffers.Binary;

namespace Logistics.Shipments.Domain;

/// <summary>A shipment's key: a UUIDv7, so that the order of ids is the order of creation and lists page by it.</summary>
internal readonly record struct ShipmentId(Guid Value)
{
    public static ShipmentId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    /// <summary>The least id that a shipment created in this millisecond can have.</summary>
    public static ShipmentId FirstAt(DateTimeOffset time)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, time.ToUnixTimeMilliseconds() << 16);
        (bytes[6], bytes[8]) = (0x70, 0x80); // version and variant
        return new ShipmentId(new Guid(bytes, bigEndian: true));
    }

    public static bool operator <(ShipmentId left, ShipmentId right) => left.Value < right.Value;

    public static bool operator >(ShipmentId left, ShipmentId right) => left.Value > right.Value;

    public override string ToString() => Value.ToString();
}
