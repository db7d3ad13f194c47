using System.Collections.Frozen;

namespace Logistics.Simulator.Network;

/// <summary>Where goods cross a customs border: between countries, but not inside the European Union.</summary>
internal static class CustomsTerritory
{
    private static readonly FrozenSet<string> EuropeanUnion = FrozenSet.Create(
        StringComparer.Ordinal,
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU",
        "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK");

    public static bool IsCrossedBetween(Hub from, Hub to) =>
        from.Country != to.Country && !(EuropeanUnion.Contains(from.Country) && EuropeanUnion.Contains(to.Country));
}
