using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Logistics.Tracking.Features.QueueWebhooks;

/// <summary>
/// Queues what becomes of notifications, those of a shipment and those that were asked for, for the webhooks of their owners; forgets the
/// webhooks of those who are gone. The queue itself is the mark that an event was handled. What happens to shipments is queued where it is
/// put on their timeline.
/// </summary>
internal sealed class WebhookEventsHandler(WebhookIntake webhooks) : IProjection<TrackingDbContext>
{
    /// <summary>What it listens to.</summary>
    public static string[] EventNames { get; } = [.. NotificationChanged.States.Select(NotificationChanged.NameOf), UserDeleted.Name];

    public async Task<HashSet<Guid>> ProjectAsync(IReadOnlyList<IEvent> events, TrackingDbContext db, CancellationToken cancellationToken)
    {
        List<(IEvent Event, Guid OwnerId)> news = [.. events.OfType<NotificationChanged>()
            // What the system tells people about their accounts is nobody's.
            .Where(changed => changed.OwnerId is not null && (changed.TrackingNumber ?? changed.RequestId) is not null)
            .Select(changed => ((IEvent)changed, changed.OwnerId.GetValueOrDefault()))];
        if (news.Count > 0)
        {
            var listeners = await ListenersAmongAsync(news.Select(one => one.OwnerId), db, cancellationToken);
            await webhooks.QueueAsync(news, listeners, db, cancellationToken);
        }

        var gone = events.OfType<UserDeleted>().Select(deleted => deleted.UserId).ToArray();
        if (gone.Length > 0)
        {
            await db.Webhooks.Where(webhook => gone.Contains(webhook.OwnerId)).ExecuteDeleteAsync(cancellationToken);
        }

        return [.. events.Select(@event => @event.EventId)];
    }

    private static async Task<HashSet<Guid>> ListenersAmongAsync(
        IEnumerable<Guid> owners, TrackingDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection())
        {
            BatchCommands = { WebhookIntake.ListenersAmong(owners) },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        return await WebhookIntake.ReadListenersAsync(reader, cancellationToken);
    }
}
