using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.EstimateDelivery;
using Logistics.Tracking.Features.WatchTimeline;
using Logistics.Tracking.Persistence;

namespace Logistics.Tracking.Features.ProjectTimeline;

/// <summary>Keeps timelines and snapshots by the events of shipments, and tells those who watch. The timeline itself is the mark that an event was handled.</summary>
internal sealed class TimelineProjector(LiveFeed feed, Estimator estimator) : IProjection<TrackingDbContext>
{
    public Task<HashSet<Guid>> ProjectAsync(IReadOnlyList<IEvent> events, TrackingDbContext db, CancellationToken cancellationToken) =>
        TimelineWriter.WriteAsync(db, [.. events.OfType<ShipmentEvent>()], cancellationToken);

    public Task CommittedAsync(IReadOnlyList<IEvent> events, CancellationToken cancellationToken)
    {
        feed.Announce(events.OfType<ShipmentEvent>().Select(@event => TimelineAnswer.News(TimelineEntry.From(@event))));
        estimator.Wake();
        return Task.CompletedTask;
    }
}
