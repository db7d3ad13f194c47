namespace Logistics.Simulator.Network;

/// <summary>
/// Hubs and the routes between them: every hub with its nearest neighbours and its nearest gateways, every gateway with every other.
/// All routes run both ways, and every hub can be reached from every other.
/// </summary>
internal sealed class HubNetwork
{
    private const int NeighboursPerHub = 3;
    private const int GatewaysPerHub = 2;

    /// <summary>What a stop costs, as a distance: without it a path would touch every city on its way.</summary>
    private const double StopCostKm = 600;

    private readonly Dictionary<Hub, List<Route>> _routesFrom;

    public HubNetwork(IReadOnlyList<Hub> hubs)
    {
        Hubs = hubs;
        var pairs = new HashSet<(Hub, Hub)>();
        foreach (var hub in hubs)
        {
            var nearest = hubs.Where(other => other != hub).OrderBy(hub.DistanceKmTo).ToList();
            var gateways = nearest.Where(other => other.IsGateway).Take(hub.IsGateway ? int.MaxValue : GatewaysPerHub);
            foreach (var other in nearest.Take(NeighboursPerHub).Concat(gateways))
            {
                pairs.Add((hub, other));
                pairs.Add((other, hub));
            }
        }

        _routesFrom = pairs.Select(pair => new Route(pair.Item1, pair.Item2)).GroupBy(route => route.From)
            .ToDictionary(g => g.Key, g => g.ToList());
    }

    public IReadOnlyList<Hub> Hubs { get; }

    public IEnumerable<Route> Routes => _routesFrom.Values.SelectMany(routes => routes);

    /// <summary>The network of the embedded hubs.</summary>
    public static HubNetwork Load() => new(HubFile.ReadEmbedded());

    /// <summary>The hub with a code.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Hub Find(string code) =>
        Hubs.FirstOrDefault(hub => hub.Code == code) ?? throw new KeyNotFoundException($"There is no hub '{code}'.");

    /// <summary>The routes of the shortest way, in order; none from a hub to itself. (Dijkstra.)</summary>
    /// <exception cref="InvalidOperationException">There is no way.</exception>
    public IReadOnlyList<Route> ShortestPath(Hub from, Hub to)
    {
        var arrivedBy = new Dictionary<Hub, Route?>();
        var frontier = new PriorityQueue<(Hub Hub, Route? By), double>();
        frontier.Enqueue((from, null), 0);
        while (frontier.TryDequeue(out var reached, out var cost))
        {
            if (!arrivedBy.TryAdd(reached.Hub, reached.By))
            {
                continue;
            }

            if (reached.Hub == to)
            {
                return Backtrack(arrivedBy, to);
            }

            foreach (var route in _routesFrom.GetValueOrDefault(reached.Hub, []))
            {
                frontier.Enqueue((route.To, route), cost + route.DistanceKm + StopCostKm);
            }
        }

        throw new InvalidOperationException($"There is no way from {from.Code} to {to.Code}.");
    }

    private static List<Route> Backtrack(Dictionary<Hub, Route?> arrivedBy, Hub to)
    {
        var path = new List<Route>();
        for (var route = arrivedBy[to]; route is not null; route = arrivedBy[route.From])
        {
            path.Add(route);
        }

        path.Reverse();
        return path;
    }
}
