using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Features.KeepContacts;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Rules;
using Logistics.Notifications.Telemetry;

namespace Logistics.Notifications.Features.NotifyOfShipments;

/// <summary>Turns what happens to shipments into notifications: two statements, however many events come at once.</summary>
internal sealed class ShipmentEventsHandler(
    NotificationPlanner planner,
    Rulebook rules,
    DispatchSignal signal,
    WaitingMail waitingMail,
    NotificationMetrics metrics,
    TimeProvider clock)
    : IEventHandler<NotificationsDbContext>
{
    private bool _someAreDue;
    private bool _someWait;

    public async Task HandleAsync(IReadOnlyList<IEvent> events, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var shipmentEvents = events.OfType<ShipmentEvent>().OrderBy(@event => @event.Sequence).ToList();
        var contacts = await Contacts.FindAsync(shipmentEvents, db, cancellationToken);

        var now = clock.GetUtcNow();
        var candidates = shipmentEvents.SelectMany(@event => NotificationPlanner.Candidates(@event, contacts)).ToList();
        var decisions = await rules.DecideAsync(candidates, db, now, cancellationToken);

        // A microsecond apart, so that a list of them has an order; none in the future, where no worker would find it.
        var planned = candidates.Zip(decisions)
            .Select((pair, i) => planner.Make(pair.First, pair.Second, now.AddMicroseconds(i - candidates.Count))).ToList();
        _someAreDue = planned.Exists(notification => notification.State == NotificationState.Queued);
        _someWait = planned.Exists(notification => notification.Reason == Reasons.ContactUnknown);
        var added = await NotificationRows.AddAsync(planned, db, cancellationToken);
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
        if (_someAreDue)
        {
            signal.Wake();
        }

        if (_someWait)
        {
            await waitingMail.ReleaseAsync(cancellationToken);
        }
    }
}
