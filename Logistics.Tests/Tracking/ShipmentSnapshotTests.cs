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
    public void A_late_scan_takes_no_shipment_out_of_a_terminal_status_in_whatever_order_it_arrives()
    {
        var events = Story.Tell(ShipmentStatus.OutForDelivery, ShipmentStatus.Delivered, ShipmentStatus.InTransit);
        var late = events[2] with { Late = true, PreviousStatus = ShipmentStatus.Delivered };

        Assert.Equal(ShipmentStatus.Delivered, Merged([events[0], events[1], late]).Status);
        Assert.Equal(ShipmentStatus.Delivered, Merged([late, events[1], events[0]]).Status);
        Assert.Equal(ShipmentStatus.Delivered, Merged([late]).Status);
    }

    [Fact]
    public void A_correction_reopens_and_what_follows_counts_again()
    {
        var events = Story.Tell(
            ShipmentStatus.OutForDelivery, ShipmentStatus.Delivered, ShipmentStatus.Created, ShipmentStatus.DeliveryAttempted);
        var correction = Story.Correct(events[1], 3, ShipmentStatus.OutForDelivery);

        Assert.Equal(ShipmentStatus.OutForDelivery, Merged([correction, events[1], events[0]]).Status);
        Assert.Equal(ShipmentStatus.DeliveryAttempted, Merged([events[3], correction, events[1], events[0]]).Status);
    }

    [Theory]
    [InlineData(ShipmentStatus.InTransit, 73, true)]
    [InlineData(ShipmentStatus.InTransit, 71, false)]
    [InlineData(ShipmentStatus.OutForDelivery, 73, true)]
    [InlineData(ShipmentStatus.Created, 73, false)]
    [InlineData(ShipmentStatus.OnHold, 73, false)]
    [InlineData(ShipmentStatus.AvailableForPickup, 73, false)]
    [InlineData(ShipmentStatus.Delivered, 73, false)]
    public void What_should_move_is_stale_after_silence(ShipmentStatus status, int hours, bool stale) =>
        Assert.Equal(stale, Merged(Story.Tell(status)).IsStale(Story.Start, Story.Start.AddHours(hours), TimeSpan.FromDays(3)));

    private static ShipmentSnapshot Merged(IEnumerable<ShipmentEvent> events) =>
        events.Select(ShipmentSnapshot.From).Aggregate((one, other) => one.Merge(other));
}
