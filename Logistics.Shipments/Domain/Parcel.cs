namespace Logistics.Shipments.Domain;

/// <summary>One box of a shipment. Its three measures are zero together where they are not known.</summary>
internal sealed record Parcel(int WeightGrams, int LengthMm, int WidthMm, int HeightMm, string? Contents)
{
    public Money? Value { get; init; }
}

/// <param name="Currency">ISO 4217.</param>
/// <param name="MinorUnits">Cents, centimes, …</param>
internal sealed record Money(string Currency, long MinorUnits);
