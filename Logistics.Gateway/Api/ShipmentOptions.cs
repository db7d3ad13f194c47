namespace Logistics.Gateway.Api;

/// <summary>What the carrier does beyond carrying.</summary>
internal sealed record ShipmentOptions
{
    /// <summary>Handed over only against a signature.</summary>
    public bool? Signature { get; init; }

    /// <summary>Insured for so much.</summary>
    public Money? Insurance { get; init; }

    /// <summary>Collected at the door.</summary>
    public Money? CashOnDelivery { get; init; }

    public bool? Fragile { get; init; }

    /// <summary>Handed over only to someone who shows to be that old: 16 to 21.</summary>
    /// <example>18</example>
    public int? MinimumAge { get; init; }
}
