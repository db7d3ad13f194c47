using Logistics.Contracts;
using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.WatchTimeline;
using Logistics.Tracking.Persistence;

namespace Logistics.Tracking.Features.ProjectTimeline;

/// <summary>Keeps timelines and snapshots by the events of shipments, a batch in one round trip, and tells those who watch.</summary>
internal sealed class TimelineProjector(LiveFeed feed) : IEventHandler<TrackingDbContext>
{
    public async Task HandleAsync(IReadOnlyList<IEvent> events, TrackingDbContext db, CancellationToken cancellationToken)
    {
        var shipmentEvents = events.OfType<ShipmentEvent>().ToList();
        if (shipmentEvents.Find(@event => !IsCanonical(@event.TrackingNumber)) is { } bad)
        {
            throw new RejectedEventException($"'{bad.TrackingNumber}' is no tracking number.");
        }

        // In one order always, so that two replicas with the same shipments in their batches do not wait for each other.
        var entries = shipmentEvents.Select(TimelineEntry.From)
            .OrderBy(entry => entry.TrackingNumber, StringComparer.Ordinal).ThenBy(entry => entry.Sequence).ToList();
        var snapshots = shipmentEvents.Select(ShipmentSnapshot.From)
            .GroupBy(snapshot => snapshot.TrackingNumber, (_, group) => group.Aggregate((one, other) => one.Merge(other)))
            .OrderBy(snapshot => snapshot.TrackingNumber, StringComparer.Ordinal).ToList();
        await TimelineWriter.WriteAsync(db, entries, snapshots, cancellationToken);
    }

    public Task CommittedAsync(IReadOnlyList<IEvent> events, CancellationToken cancellationToken)
    {
        feed.Announce(events.OfType<ShipmentEvent>().Select(TimelineEntry.From));
        return Task.CompletedTask;
    }

    private static bool IsCanonical(string text) => TrackingNumber.TryParse(text, out var number) && number.ToString() == text;
}
