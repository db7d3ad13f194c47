namespace Logistics.Gateway.Api;

/// <summary>An amount in a currency.</summary>
internal sealed record Money
{
    /// <summary>ISO 4217.</summary>
    /// <example>EUR</example>
    public string? Currency { get; init; }

    /// <summary>In the currency's main unit, with no more decimals than it has.</summary>
    /// <example>49.90</example>
    public decimal? Amount { get; init; }

    /// <summary>More than any parcel is worth, in any currency.</summary>
    private const decimal Most = 1_000_000_000_000;

    /// <summary>
    /// The amount in the smallest unit (cents); <see langword="null"/> when it is missing, has more decimals than the currency, or is out
    /// of range.
    /// </summary>
    public long? ToMinorUnits()
    {
        if (Amount is not (>= -Most and <= Most))
        {
            return null;
        }

        var exact = Amount.Value * Scale(Currency);
        return exact == decimal.Truncate(exact) ? (long)exact : null;
    }

    public static Money FromMinorUnits(string currency, long minorUnits) =>
        new() { Currency = currency, Amount = minorUnits / Scale(currency) };

    /// <summary>Smallest units in one main unit: ISO 4217's list of those that have not two decimals.</summary>
    private static decimal Scale(string? currency) => currency switch
    {
        "BIF" or "CLP" or "DJF" or "GNF" or "ISK" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX" or "VND" or "VUV" or "XAF" or "XOF"
            or "XPF" => 1m,
        "BHD" or "IQD" or "JOD" or "KWD" or "LYD" or "OMR" or "TND" => 1000m,
        _ => 100m,
    };
}
