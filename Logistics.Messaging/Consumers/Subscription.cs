using Microsoft.EntityFrameworkCore;

namespace Logistics.Messaging.Consumers;

/// <summary>One queue of this service and who handles what arrives there.</summary>
internal sealed record Subscription<TDbContext>(string Queue, IReadOnlyList<string> RoutingKeys, Type HandlerType)
    where TDbContext : DbContext;
