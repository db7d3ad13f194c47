using Logistics.Contracts.Common.V1;
using Logistics.Simulator.Api;
using Logistics.Simulator.Journeys;
using Logistics.Simulator.Network;

namespace Logistics.Simulator.Cast;

/// <summary>
/// Invents parcels: each merchant in turn, to somebody in its own city, in the region or anywhere, or now and then to another merchant.
/// </summary>
/// <param name="run">Unique for ever: what two runs with one seed invent differs in nothing but this.</param>
/// <param name="seed">The same seed invents the same senders, recipients, goods and journeys.</param>
internal sealed class ParcelPlanner(HubNetwork network, string run, int seed)
{
    private const double SameCityChance = 0.15;
    private const double RegionChance = 0.4;
    private const int HubsOfRegion = 15;
    private const int ParcelsPerTrade = 5;

    private readonly JourneyPlanner _journeys = new(network);
    private readonly Random _random = new(seed);
    private int _count;

    /// <summary>The next parcel; its journey lies in the past of <paramref name="now"/>.</summary>
    public ParcelPlan Next(DateTimeOffset now)
    {
        var number = ++_count;
        var merchant = Merchant.All[(number - 1) % Merchant.All.Count];
        var origin = network.Find(merchant.HubCode);
        var customer = number % ParcelsPerTrade == 0 ? Merchant.All[number % Merchant.All.Count] : null;
        var destination = customer is null ? ChooseDestination(origin) : network.Find(customer.HubCode);
        var level = destination == origin ? ServiceLevel.SameDay : ChooseLevel();
        var key = $"{run}-{number}";
        var goods = merchant.Goods[_random.Next(merchant.Goods.Count)];

        var order = new CreateShipmentRequest(
            merchant.At(origin),
            customer?.At(destination) ?? Recipients.InventOne(destination, $"{key}@people.example", _random),
            [new ParcelBody(goods.Grams, _random.Next(20, 45) * 10, _random.Next(10, 30) * 10, _random.Next(5, 25) * 10, goods.Name)],
            level,
            $"ORDER-{_random.Next(100_000, 999_999)}");
        return new ParcelPlan(key, merchant, order, _journeys.PlanEndingBefore(now, origin, destination, level, _random.Next()));
    }

    private Hub ChooseDestination(Hub origin)
    {
        var dice = _random.NextDouble();
        if (dice < SameCityChance)
        {
            return origin;
        }

        var others = network.Hubs.Where(hub => hub != origin);
        var choice = dice < SameCityChance + RegionChance ? others.OrderBy(origin.DistanceKmTo).Take(HubsOfRegion) : others;
        return choice.ElementAt(_random.Next(choice.Count()));
    }

    private ServiceLevel ChooseLevel() => _random.NextDouble() switch
    {
        < 0.25 => ServiceLevel.Economy,
        < 0.7 => ServiceLevel.Standard,
        _ => ServiceLevel.Express,
    };
}
