using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Xunit;

namespace Logistics.Tests.Shipments;

public sealed class ShipmentTests
{
    [Fact]
    public void A_new_shipment_is_created_at_version_1_and_promised_by_its_service_level()
    {
        var shipment = Samples.Shipment();

        Assert.Equal(ShipmentStatus.Created, shipment.Status);
        Assert.Equal(1, shipment.Version);
        Assert.Equal(Samples.Now.AddDays(1), shipment.PromisedAt);
        Assert.Equal(1, ShipmentEvents.Created(shipment).Sequence);
    }

    [Theory]
    [InlineData(ServiceLevel.Economy, 7 * 24)]
    [InlineData(ServiceLevel.Standard, 3 * 24)]
    [InlineData(ServiceLevel.Express, 24)]
    [InlineData(ServiceLevel.SameDay, 12)]
    public void Each_service_level_promises_its_own_time(ServiceLevel level, int hours) =>
        Assert.Equal(Samples.Now.AddHours(hours), ServicePromise.DueAt(level, Samples.Now));

    [Fact]
    public void Each_change_raises_the_version_by_one_and_its_event_carries_it()
    {
        var shipment = Samples.Shipment(ShipmentStatus.PickedUp, ShipmentStatus.InTransit);

        Assert.True(shipment.ChangeStatus(Samples.Report(ShipmentStatus.InTransit), Samples.Now).IsSuccess(out var change, out _));
        var @event = ShipmentEvents.StatusChanged(shipment, change);

        Assert.Equal((4, 4), (shipment.Version, @event.Sequence));
        Assert.Equal((ShipmentStatus.InTransit, ShipmentStatus.InTransit), (@event.PreviousStatus, @event.Status));
        Assert.Equal("shipment.in_transit", @event.EventName);
    }

    [Fact]
    public void A_step_that_is_not_in_the_table_changes_nothing_and_says_what_is_allowed()
    {
        var shipment = Samples.Shipment(ShipmentStatus.PickedUp, ShipmentStatus.OutForDelivery, ShipmentStatus.Delivered);

        var error = shipment.ChangeStatus(Samples.Report(ShipmentStatus.InTransit), Samples.Now.AddDays(1)).Error;

        Assert.Equal(ErrorKind.IllegalState, error?.Kind);
        Assert.Equal(string.Empty, error?.Details["allowed"]);
        Assert.Equal((ShipmentStatus.Delivered, 4, Samples.Now), (shipment.Status, shipment.Version, shipment.UpdatedAt));
    }

    [Fact]
    public void A_hold_returns_to_the_status_held_and_to_no_other()
    {
        var shipment = Samples.Shipment(ShipmentStatus.PickedUp, ShipmentStatus.InTransit, ShipmentStatus.OnHold);

        Assert.Equal(
            "IN_TRANSIT,RETURNING,DISPOSED,LOST,DAMAGED",
            shipment.ChangeStatus(Samples.Report(ShipmentStatus.PickedUp), Samples.Now).Error?.Details["allowed"]);
        Assert.Null(shipment.ChangeStatus(Samples.Report(ShipmentStatus.InTransit), Samples.Now).Error);
        Assert.Null(shipment.HeldStatus);
    }

    [Fact]
    public void A_hold_before_pick_up_can_be_cancelled()
    {
        Assert.Equal(ShipmentStatus.Cancelled, Samples.Shipment(ShipmentStatus.OnHold, ShipmentStatus.Cancelled).Status);
    }

    [Fact]
    public void A_hold_after_pick_up_cannot_be_cancelled()
    {
        var shipment = Samples.Shipment(ShipmentStatus.PickedUp, ShipmentStatus.OnHold);

        Assert.Equal(ErrorKind.IllegalState, shipment.ChangeStatus(Samples.Report(ShipmentStatus.Cancelled), Samples.Now).Error?.Kind);
    }

    [Fact]
    public void A_hold_that_ends_at_CREATED_does_not_say_that_the_shipment_is_new()
    {
        var shipment = Samples.Shipment(ShipmentStatus.OnHold);
        Assert.True(shipment.ChangeStatus(Samples.Report(ShipmentStatus.Created), Samples.Now).IsSuccess(out var change, out _));

        var @event = ShipmentEvents.StatusChanged(shipment, change);
        var read = EventCatalogue.Deserialize(@event.EventName, EventCatalogue.Serialize(@event));

        Assert.Equal("shipment.released", @event.EventName);
        Assert.Equal(@event, read);
    }

    [Fact]
    public void The_offset_of_the_place_is_kept_beside_the_instant()
    {
        var occurredAt = new DateTimeOffset(2026, 4, 6, 11, 30, 0, TimeSpan.FromHours(1));
        var shipment = Samples.Shipment();
        var pickedUp = shipment.ChangeStatus(Samples.Report(ShipmentStatus.PickedUp, occurredAt: occurredAt), Samples.Now);
        Assert.True(pickedUp.IsSuccess(out var change, out _));

        Assert.Equal(TimeSpan.Zero, change.OccurredAt.Offset);
        Assert.True(ShipmentEvents.StatusChanged(shipment, change).OccurredAt.EqualsExact(occurredAt));
    }

    [Fact]
    public void A_reason_that_needs_someone_asks_for_action_until_the_next_step()
    {
        var shipment = Samples.Shipment(ShipmentStatus.PickedUp, ShipmentStatus.OutForDelivery);

        Assert.Null(shipment.ChangeStatus(Samples.Report(ShipmentStatus.DeliveryAttempted, ReasonCode.AddressProblem), Samples.Now).Error);
        Assert.True(shipment.ActionRequired);

        Assert.Null(shipment.ChangeStatus(Samples.Report(ShipmentStatus.OutForDelivery), Samples.Now).Error);
        Assert.False(shipment.ActionRequired);
    }
}
