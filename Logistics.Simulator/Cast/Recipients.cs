using Logistics.Simulator.Api;
using Logistics.Simulator.Network;

namespace Logistics.Simulator.Cast;

/// <summary>Invents people to send parcels to. All addresses end in <c>.example</c>: no mail can reach anyone.</summary>
internal static class Recipients
{
    private static readonly string[] FirstNames =
    [
        "Amina", "Yacine", "Nadia", "Karim", "Leïla", "Sofiane", "Camille", "Hugo", "Ingrid", "Mateusz", "Elena", "Tomás", "Ana", "Luca",
        "Zeynep", "Omar", "Fatou", "Kwame", "Chidi", "Wanjiru", "Thandi", "Priya", "Arjun", "Mei", "Jun", "Linh", "Siti", "Aroha", "Grace",
        "Noah", "Valentina", "Diego",
    ];

    private static readonly string[] LastNames =
    [
        "Benali", "Haddad", "Cherif", "Mansouri", "Laurent", "Moreau", "Lindqvist", "Kowalski", "Petrova", "García", "Silva", "Rossi",
        "Yılmaz", "Diop", "Mensah", "Okafor", "Kamau", "Dlamini", "Sharma", "Nair", "Chen", "Tanaka", "Nguyen", "Rahman", "Ngata",
        "Walker", "Rivera", "Castro",
    ];

    private static readonly string[] Streets =
    [
        "Station Road", "Market Street", "Garden Lane", "Harbour Street", "Mill Road", "Church Street", "Park Avenue", "Hill Street",
        "River Walk", "School Lane",
    ];

    /// <summary>Somebody in a city.</summary>
    public static PartyBody InventOne(Hub hub, string email, Random random)
    {
        var name = $"{Pick(FirstNames, random)} {Pick(LastNames, random)}";
        var address = new AddressBody(
            $"{random.Next(1, 200)} {Pick(Streets, random)}", hub.City, $"{random.Next(10_000, 99_999)}", hub.Country);
        return new PartyBody(name, null, email, address);
    }

    private static string Pick(string[] from, Random random) => from[random.Next(from.Length)];
}
