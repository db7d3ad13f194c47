using FsCheck;
using FsCheck.Fluent;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Tracking.Domain;
using Xunit;

namespace Logistics.Tests.Tracking;

public sealed class ShipmentSnapshotTests
{
    [Fact]
    public void Any_order_of_arrival_with_any_repetition_ends_in_the_same_snapshot() =>
        Check.One(
            Config.QuickThrowOnFailure.WithQuietOnSuccess(true),
            Prop.ForAll(Story.Any.ToArbitrary(), story => Merged(story.AsTheyArrive) == Merged(story.Events)));

    [Fact]
    public void The_latest_event_decides_whatever_its_clock_said()
    {
        var events = Story.Tell(ShipmentStatus.Created, ShipmentStatus.PickedUp);
        var late = events[1] with { OccurredAt = Story.Start.AddDays(-1) };

        Assert.Equal(ShipmentStatus.PickedUp, Merged([late, events[0]]).Status);
    }

    [Fact]
    public void What_is_delivered_stays_delivered()
    {
        var events = Story.Tell(ShipmentStatus.OutForDelivery, ShipmentStatus.Delivered, ShipmentStatus.InTransit, ShipmentStatus.Returned);

        Assert.Equal(ShipmentStatus.Delivered, Merged(events).Status);
    }

    private static ShipmentSnapshot Merged(IEnumerable<ShipmentEvent> events) =>
        events.Select(ShipmentSnapshot.From).Aggregate((one, other) => one.Merge(other));
}
