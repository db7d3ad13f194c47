namespace Logistics.Gateway.Api;

/// <summary>One line of the customs declaration of a shipment that leaves the country. All lines are in one currency.</summary>
internal sealed record CustomsItem
{
    /// <example>Novels, in French</example>
    public string? Description { get; init; }

    /// <example>3</example>
    public int? Quantity { get; init; }

    /// <summary>Of all the pieces together.</summary>
    public Money? Value { get; init; }

    /// <summary>Harmonised System: 6 to 10 digits.</summary>
    /// <example>"490199"</example>
    public string? HsCode { get; init; }

    /// <summary>Where it was made: ISO 3166-1 alpha-2.</summary>
    /// <example>DZ</example>
    public string? CountryOfOrigin { get; init; }

    /// <summary>Of all the pieces together.</summary>
    /// <example>1100</example>
    public int? WeightGrams { get; init; }
}
