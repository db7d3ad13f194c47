using Microsoft.EntityFrameworkCore;

namespace Logistics.Messaging.Consumers;

/// <summary>One queue of this service and who handles what arrives there.</summary>
/// <param name="Gathering">How long to wait for more after the first: zero where a moment matters.</param>
internal sealed record Subscription<TDbContext>(string Queue, IReadOnlyList<string> RoutingKeys, Type HandlerType, TimeSpan Gathering)
    where TDbContext : DbContext;
