using Logistics.Simulator.Network;
using Xunit;

namespace Logistics.Tests.Simulator;

public sealed class HubNetworkTests
{
    private static readonly HubNetwork Network = HubNetwork.Load();

    [Fact]
    public void Every_hub_is_reached_from_every_other_in_few_steps()
    {
        foreach (var from in Network.Hubs)
        {
            foreach (var to in Network.Hubs)
            {
                var path = Network.ShortestPath(from, to);

                Assert.InRange(path.Count, from == to ? 0 : 1, from == to ? 0 : 6);
                Assert.All(path.Zip(path.Skip(1)), legs => Assert.Equal(legs.First.To, legs.Second.From));
                Assert.True(from == to || (path[0].From == from && path[^1].To == to));
            }
        }
    }

    [Fact]
    public void Routes_run_both_ways()
    {
        var pairs = Network.Routes.Select(route => (route.From, route.To)).ToHashSet();

        Assert.All(pairs, pair => Assert.Contains((pair.To, pair.From), pairs));
    }

    [Fact]
    public void Algiers_to_Paris_goes_north_without_detours()
    {
        var (algiers, paris) = (Network.Find("ALG"), Network.Find("PAR"));

        var path = Network.ShortestPath(algiers, paris);

        Assert.InRange(path.Count, 1, 2);
        Assert.InRange(path.Sum(route => route.DistanceKm), algiers.DistanceKmTo(paris), algiers.DistanceKmTo(paris) * 1.1);
        Assert.InRange(algiers.DistanceKmTo(paris), 1_330, 1_360);
    }

    [Fact]
    public void A_network_in_two_parts_says_so()
    {
        var algiers = Network.Find("ALG");
        var apart = new HubNetwork([algiers]);

        Assert.Throws<InvalidOperationException>(() => apart.ShortestPath(algiers, Network.Find("PAR")));
    }
}
