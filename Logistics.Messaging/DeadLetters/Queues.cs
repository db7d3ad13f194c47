using Logistics.Messaging.Broker;
using Logistics.Messaging.Consumers;
using Logistics.Messaging.Topology;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Messaging.DeadLetters;

/// <summary>How full a service's queues are: those at the broker, and its tables.</summary>
internal sealed class Queues<TDbContext>(
    TDbContext db,
    RabbitMq broker,
    SubscriptionStatus status,
    IEnumerable<Subscription<TDbContext>> subscriptions,
    IEnumerable<IOwnQueues<TDbContext>> tables,
    IOptions<MessagingOptions> options)
    where TDbContext : DbContext
{
    public async Task<IReadOnlyList<QueueDepth>> ListAsync(CancellationToken cancellationToken)
    {
        var depths = new List<QueueDepth>();
        var names = subscriptions.Select(subscription => subscription.Queue).ToList();
        if (names.Count > 0)
        {
            var connection = await broker.Publishing.GetAsync(cancellationToken);
            await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
            foreach (var name in names)
            {
                var retrying = 0L;
                foreach (var retry in new SubscriptionQueues(name, options.Value).Retries)
                {
                    retrying += await channel.MessageCountAsync(retry, cancellationToken);
                }

                depths.Add(new QueueDepth(
                    name,
                    await channel.MessageCountAsync(name, cancellationToken),
                    retrying,
                    status.Obstacles.GetValueOrDefault(name)));
            }
        }

        foreach (var table in tables)
        {
            depths.AddRange(await table.DepthsAsync(db, cancellationToken));
        }

        return depths;
    }
}
