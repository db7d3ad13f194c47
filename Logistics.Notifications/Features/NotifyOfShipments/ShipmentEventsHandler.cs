using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Features.KeepContacts;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Telemetry;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.NotifyOfShipments;

/// <summary>Turns what happens to shipments into notifications: two statements, however many events come at once.</summary>
internal sealed class ShipmentEventsHandler(
    NotificationPlanner planner, DispatchSignal signal, WaitingMail waitingMail, NotificationMetrics metrics, TimeProvider clock) : IEventHandler<NotificationsDbContext>
{
    private bool _someWait;

    public async Task HandleAsync(IReadOnlyList<IEvent> events, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var shipmentEvents = events.OfType<ShipmentEvent>().OrderBy(@event => @event.Sequence).ToList();
        var contacts = await Contacts.FindAsync(shipmentEvents, db, cancellationToken);

        // A microsecond apart, so that a list of them has an order; none in the future, where no worker would find it.
        var now = clock.GetUtcNow();
        var planned = shipmentEvents.SelectMany((@event, i) => planner.Plan(@event, contacts, now.AddMicroseconds(i - shipmentEvents.Count))).ToList();
        _someWait = planned.Exists(notification => notification.State == NotificationState.Deferred);
        var added = await AddAsync(planned, db, cancellationToken);
        foreach (var notification in planned.Where(notification => added.Contains(notification.Id)))
        {
            metrics.Reached(notification.Channel, notification.State, notification.Reason, TimeSpan.Zero);
            if (NotificationEvents.Of(notification, notification.State, notification.Reason, now) is { } @event)
            {
                db.Publish(@event);
            }
        }
    }

    public async Task CommittedAsync(IReadOnlyList<IEvent> events, CancellationToken cancellationToken)
    {
        signal.Wake();
        if (_someWait)
        {
            await waitingMail.ReleaseAsync(cancellationToken);
        }
    }

    /// <summary>Adds those that are not there yet, each with the first row of its history.</summary>
    private static async Task<HashSet<Guid>> AddAsync(IReadOnlyList<Notification> planned, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var rows = Rows.Serialize(planned);
        var added = await db.Database.SqlQuery<Guid>($"""
            WITH added AS (
                INSERT INTO notifications SELECT * FROM jsonb_populate_recordset(NULL::notifications, {rows}::jsonb)
                ON CONFLICT (cause_id, role, channel) DO NOTHING
                RETURNING id, state, reason, created_at
            ), history AS (
                INSERT INTO notification_changes (notification_id, state, reason, attempt, at)
                SELECT id, state, reason, 0, created_at FROM added
            )
            SELECT id AS "Value" FROM added
            """).ToListAsync(cancellationToken);
        return [.. added];
    }
}
