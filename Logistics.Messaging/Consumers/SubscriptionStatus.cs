using System.Collections.Concurrent;

namespace Logistics.Messaging.Consumers;

/// <summary>Which consumers are at work, and what keeps the others from it.</summary>
internal sealed class SubscriptionStatus
{
    private readonly ConcurrentDictionary<string, string?> _obstacles = new();

    /// <summary>By queue; no obstacle means that it is consumed.</summary>
    public IReadOnlyDictionary<string, string?> Obstacles => _obstacles;

    public void Live(string queue) => _obstacles[queue] = null;

    public void Stuck(string queue, string obstacle) => _obstacles[queue] = obstacle;
}
