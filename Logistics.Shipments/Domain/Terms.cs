namespace Logistics.Shipments.Domain;

/// <summary>
/// What was agreed beyond carrying the parcels from here to there. One JSON document in the database, since nothing is looked up by it.
/// </summary>
internal sealed record Terms
{
    public ShipmentOptions Options { get; init; } = ShipmentOptions.None;

    /// <summary>For customs, where the shipment goes abroad.</summary>
    public IReadOnlyList<CustomsItem> Customs { get; init; } = [];

    /// <summary>When the sender would have it fetched.</summary>
    public TimeWindow? Pickup { get; init; }

    /// <summary>When it should be brought.</summary>
    public TimeWindow? Delivery { get; init; }

    /// <summary>The name of the pick-up point that it was redirected to; its address is the recipient's then.</summary>
    public string? PickupPoint { get; init; }
}

/// <param name="Signature">Handed over only against a signature.</param>
/// <param name="Insurance">Insured for so much.</param>
/// <param name="CashOnDelivery">To be collected at the door.</param>
/// <param name="MinimumAge">Handed over only to someone who has shown to be that old.</param>
internal sealed record ShipmentOptions(bool Signature, Money? Insurance, Money? CashOnDelivery, bool Fragile, int? MinimumAge)
{
    public static ShipmentOptions None { get; } = new(false, null, null, false, null);
}

/// <summary>One line of the customs declaration.</summary>
/// <param name="Value">Of all the pieces together, as is the weight.</param>
/// <param name="HsCode">Harmonised System: 6 to 10 digits.</param>
/// <param name="CountryOfOrigin">ISO 3166-1 alpha-2: where it was made.</param>
internal sealed record CustomsItem(string Description, int Quantity, Money Value, string HsCode, string CountryOfOrigin, int WeightGrams);

internal sealed record TimeWindow(DateTimeOffset From, DateTimeOffset Until);
