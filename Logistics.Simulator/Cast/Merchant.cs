using Logistics.Simulator.Api;
using Logistics.Simulator.Network;

namespace Logistics.Simulator.Cast;

/// <summary>A shop that sends parcels.</summary>
/// <param name="Name">The person at the counter.</param>
/// <param name="HubCode">The code of its city's hub.</param>
/// <param name="Goods">What it sells: a description and the weight of one, in grams.</param>
internal sealed record Merchant(
    string Company, string Name, string Email, string Locale, string HubCode, string Street, IReadOnlyList<(string Name, int Grams)> Goods)
{
    /// <summary>As a sender or a recipient.</summary>
    public PartyBody At(Hub hub) => new(Name, Company, Email, new AddressBody(Street, hub.City, "10001", hub.Country));

    public static IReadOnlyList<Merchant> All { get; } =
    [
        new("Atlas Olive Oil", "Lyes Hamidi", "orders@atlas-olive.example", "fr-DZ", "ALG", "12 Rue Didouche Mourad",
            [("Olive oil, 1 l", 1_150), ("Olive soap, 6 pieces", 720), ("Dates, 2 kg", 2_100)]),
        new("Harbour Books", "Owen Marsh", "post@harbour-books.example", "en", "LON", "81 Lamb's Conduit Street",
            [("Two paperbacks", 610), ("Atlas, hardback", 2_450), ("Notebook set", 540)]),
        new("Blue Ridge Coffee", "Dana Whitfield", "ship@blueridge.example", "en", "NYC", "410 Wythe Avenue",
            [("Coffee beans, 1 kg", 1_080), ("Pour-over kit", 1_350), ("Enamel mugs, pair", 690)]),
        new("Hibiki Stationery", "Haruka Mori", "mail@hibiki.example", "en", "TYO", "3-14 Kuramae, Taito",
            [("Fountain pen", 210), ("Washi paper, 40 sheets", 380), ("Ink, 3 bottles", 560)]),
    ];
}
