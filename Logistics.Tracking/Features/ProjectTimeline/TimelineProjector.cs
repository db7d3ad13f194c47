using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.EstimateDelivery;
using Logistics.Tracking.Features.QueueWebhooks;
using Logistics.Tracking.Features.WatchTimeline;
using Logistics.Tracking.Persistence;

namespace Logistics.Tracking.Features.ProjectTimeline;

/// <summary>
/// Keeps timelines and snapshots by the events of shipments, tells those who watch, and queues for webhooks. The timeline itself is the
/// mark that an event was handled; what its owner's webhooks are told has a mark of its own, for a failure in between.
/// </summary>
internal sealed class TimelineProjector(LiveFeed feed, Estimator estimator, WebhookIntake webhooks) : IProjection<TrackingDbContext>
{
    public async Task<HashSet<Guid>> ProjectAsync(IReadOnlyList<IEvent> events, TrackingDbContext db, CancellationToken cancellationToken)
    {
        List<ShipmentEvent> ofShipments = [.. events.OfType<ShipmentEvent>()];
        var (added, listeners) = await TimelineWriter.WriteAsync(db, ofShipments, cancellationToken);
        if (added.Count > 0)
        {
            feed.Announce(ofShipments
                .Where(@event => added.Contains(@event.EventId))
                .Select(@event => TimelineAnswer.News(TimelineEntry.From(@event))));
            estimator.Wake();
        }

        await webhooks.QueueAsync(ofShipments.Select(@event => ((IEvent)@event, @event.OwnerId)), listeners, db, cancellationToken);
        return added;
    }
}
