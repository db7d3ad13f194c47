namespace Logistics.Gateway.Api;

/// <summary>One box of a shipment.</summary>
internal sealed record Parcel
{
    /// <example>1200</example>
    public int? WeightGrams { get; init; }

    /// <example>300</example>
    public int? LengthMm { get; init; }

    /// <example>200</example>
    public int? WidthMm { get; init; }

    /// <example>100</example>
    public int? HeightMm { get; init; }

    /// <example>Books</example>
    public string? Contents { get; init; }

    /// <summary>What it is worth, for insurance and customs.</summary>
    public Money? Value { get; init; }
}
