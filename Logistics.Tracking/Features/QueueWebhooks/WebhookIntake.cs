using Logistics.Contracts.Events;
using Logistics.Tracking.Features.SendWebhooks;
using Logistics.Tracking.Persistence;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Logistics.Tracking.Features.QueueWebhooks;

/// <summary>Queues news for the webhooks of those whose news it is. To queue again what is queued changes nothing.</summary>
internal sealed class WebhookIntake(WebhookSignal signal, TimeProvider clock)
{
    private const string ReadListeners = "SELECT DISTINCT owner_id FROM webhooks WHERE owner_id = ANY ($1)";

    /// <summary>Asks which of these have webhooks: few, and most batches of events end with that.</summary>
    public static NpgsqlBatchCommand ListenersAmong(IEnumerable<Guid> owners) =>
        new(ReadListeners) { Parameters = { new() { Value = owners.Distinct().ToArray() } } };

    public static async Task<HashSet<Guid>> ReadListenersAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var listeners = new HashSet<Guid>();
        while (await reader.ReadAsync(cancellationToken))
        {
            listeners.Add(reader.GetGuid(0));
        }

        return listeners;
    }

    /// <summary>
    /// Queues what is <paramref name="listeners"/>' news. One round trip, however many events; none for none. What comes while a webhook is
    /// disabled is held, to be replayed. Webhooks are woken in one order always, so that two replicas do not wait for each other in a
    /// circle.
    /// </summary>
    public async Task QueueAsync(
        IEnumerable<(IEvent Event, Guid OwnerId)> events,
        HashSet<Guid> listeners,
        TrackingDbContext db,
        CancellationToken cancellationToken)
    {
        var news = events.Where(one => listeners.Contains(one.OwnerId)).ToList();
        if (news.Count == 0)
        {
            return;
        }

        var now = clock.GetUtcNow();
        Guid[] ids = [.. news.Select(one => one.Event.EventId)];
        Guid[] owners = [.. news.Select(one => one.OwnerId)];
        string[] types = [.. news.Select(one => one.Event.EventName)];
        string?[] numbers = [.. news.Select(one => NumberOf(one.Event))];
        string[] payloads = [.. news.Select(one => WebhookPayload.Of(one.Event))];
        var woken = await db.Database.ExecuteSqlAsync(
            $"""
            WITH queued AS (
                INSERT INTO webhook_deliveries (
                    webhook_id, event_id, type, tracking_number, payload, state, created_at, due_at, attempts, log)
                SELECT w.id, n.event_id, n.type, n.tracking_number, n.payload, CASE WHEN w.enabled THEN 'PENDING' ELSE 'HELD' END,
                    {now}, CASE WHEN w.enabled THEN {now} END, 0, '[]'
                FROM unnest({ids}, {owners}, {types}, {numbers}, {payloads}) AS n(event_id, owner_id, type, tracking_number, payload)
                JOIN webhooks w ON w.owner_id = n.owner_id
                    AND (n.type = ANY (w.events) OR cardinality(w.events) = 0 AND starts_with(n.type, 'shipment.'))
                ON CONFLICT DO NOTHING
                RETURNING webhook_id
            ), woken AS (
                SELECT id FROM webhooks WHERE id IN (SELECT webhook_id FROM queued) AND enabled AND (due_at IS NULL OR due_at > {now})
                ORDER BY id FOR NO KEY UPDATE
            )
            UPDATE webhooks w SET due_at = LEAST(w.due_at, {now}) FROM woken WHERE w.id = woken.id
            """,
            cancellationToken);
        if (woken > 0)
        {
            signal.Wake();
        }
    }

    private static string? NumberOf(IEvent @event) => @event switch
    {
        ShipmentEvent shipment => shipment.TrackingNumber,
        NotificationChanged notification => notification.TrackingNumber,
        _ => null,
    };
}
