using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Tracking.Features.SendWebhooks;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Tracking.Features.QueueWebhooks;

/// <summary>
/// Queues what happens to shipments, and to notifications of them or that were asked for, for the webhooks of their owners; forgets the webhooks of those who are gone. The queue itself is the mark that an event was handled.
/// </summary>
internal sealed class WebhookEventsHandler(WebhookSignal signal, TimeProvider clock) : IProjection<TrackingDbContext>
{
    private bool _queued;

    public async Task<HashSet<Guid>> ProjectAsync(IReadOnlyList<IEvent> events, TrackingDbContext db, CancellationToken cancellationToken)
    {
        var news = await WantedAsync(events, db, cancellationToken);
        _queued = news.Count > 0 && await QueueAsync(news, db, cancellationToken) > 0;

        var gone = events.OfType<UserDeleted>().Select(deleted => deleted.UserId).ToArray();
        if (gone.Length > 0)
        {
            await db.Webhooks.Where(webhook => gone.Contains(webhook.OwnerId)).ExecuteDeleteAsync(cancellationToken);
        }

        return [.. events.Select(@event => @event.EventId)];
    }

    public Task CommittedAsync(IReadOnlyList<IEvent> events, CancellationToken cancellationToken)
    {
        if (_queued)
        {
            signal.Wake();
        }

        return Task.CompletedTask;
    }

    /// <summary>Most owners have no webhooks, and most batches end here.</summary>
    private static async Task<List<IEvent>> WantedAsync(IEnumerable<IEvent> events, TrackingDbContext db, CancellationToken cancellationToken)
    {
        var byOwner = events.Where(@event => OwnerOf(@event) is not null).ToLookup(OwnerOf);
        var owners = byOwner.Select(group => group.Key).ToArray();
        var listening = owners.Length == 0 ? [] : await db.Webhooks.Where(webhook => owners.Contains(webhook.OwnerId)).Select(webhook => webhook.OwnerId).Distinct()
            .ToListAsync(cancellationToken);
        return [.. listening.SelectMany(owner => byOwner[owner])];
    }

    /// <summary>Whose news it is; what the system tells people about their accounts is nobody's.</summary>
    private static Guid? OwnerOf(IEvent @event) => @event switch
    {
        ShipmentEvent shipment => shipment.OwnerId,
        NotificationChanged { TrackingNumber: null, RequestId: null } => null,
        NotificationChanged notification => notification.OwnerId,
        _ => null,
    };

    /// <summary>
    /// One round trip, however many events. What comes while a webhook is disabled is held, to be replayed. Webhooks are woken in one order always, so that two
    /// replicas do not wait for each other in a circle.
    /// </summary>
    /// <returns>How many webhooks have something to send that had not before.</returns>
    private Task<int> QueueAsync(List<IEvent> news, TrackingDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        Guid[] ids = [.. news.Select(@event => @event.EventId)];
        Guid[] owners = [.. news.Select(OwnerOf).OfType<Guid>()];
        string[] types = [.. news.Select(@event => @event.EventName)];
        string?[] numbers = [.. news.Select(@event => @event switch { ShipmentEvent shipment => shipment.TrackingNumber, NotificationChanged notification => notification.TrackingNumber, _ => null })];
        string[] payloads = [.. news.Select(WebhookPayload.Of)];
        return db.Database.ExecuteSqlAsync(
            $"""
            WITH queued AS (
                INSERT INTO webhook_deliveries (webhook_id, event_id, type, tracking_number, payload, state, created_at, due_at, attempts, log)
                SELECT w.id, n.event_id, n.type, n.tracking_number, n.payload, CASE WHEN w.enabled THEN 'PENDING' ELSE 'HELD' END,
                    {now}, CASE WHEN w.enabled THEN {now} END, 0, '[]'
                FROM unnest({ids}, {owners}, {types}, {numbers}, {payloads}) AS n(event_id, owner_id, type, tracking_number, payload)
                JOIN webhooks w ON w.owner_id = n.owner_id AND (n.type = ANY (w.events) OR cardinality(w.events) = 0 AND starts_with(n.type, 'shipment.'))
                ON CONFLICT DO NOTHING
                RETURNING webhook_id
            ), woken AS (
                SELECT id FROM webhooks WHERE id IN (SELECT webhook_id FROM queued) AND enabled AND (due_at IS NULL OR due_at > {now})
                ORDER BY id FOR NO KEY UPDATE
            )
            UPDATE webhooks w SET due_at = LEAST(w.due_at, {now}) FROM woken WHERE w.id = woken.id
            """,
            cancellationToken);
    }
}
