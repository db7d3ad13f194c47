using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Rules;
using Logistics.Tests.Notifications.Support;
using Xunit;

namespace Logistics.Tests.Notifications;

public sealed class ShipmentRulesTests
{
    [Theory]
    [InlineData(ShipmentStatus.Created, "sender IN_APP, recipient IN_APP")]
    [InlineData(ShipmentStatus.PickupScheduled, "sender IN_APP")]
    [InlineData(ShipmentStatus.PickedUp, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH")]
    [InlineData(ShipmentStatus.InTransit, "sender IN_APP, recipient IN_APP")]
    [InlineData(ShipmentStatus.ArrivedAtWarehouse, "sender IN_APP, recipient IN_APP")]
    [InlineData(ShipmentStatus.InCustoms, "sender IN_APP, recipient IN_APP")]
    [InlineData(ShipmentStatus.OutForDelivery, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH, recipient SMS")]
    [InlineData(ShipmentStatus.DeliveryAttempted, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH, recipient SMS")]
    [InlineData(ShipmentStatus.AvailableForPickup, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH, recipient SMS")]
    [InlineData(ShipmentStatus.Delivered, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH, recipient SMS")]
    [InlineData(ShipmentStatus.OnHold, "sender EMAIL, sender IN_APP, sender PUSH, recipient IN_APP")]
    [InlineData(ShipmentStatus.Damaged, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH")]
    [InlineData(ShipmentStatus.Lost, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH")]
    [InlineData(ShipmentStatus.Returning, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH")]
    [InlineData(ShipmentStatus.Returned, "sender EMAIL, sender IN_APP, sender PUSH, recipient IN_APP")]
    [InlineData(ShipmentStatus.Cancelled, "sender EMAIL, sender IN_APP, sender PUSH, recipient EMAIL, recipient IN_APP, recipient PUSH")]
    [InlineData(ShipmentStatus.Disposed, "sender EMAIL, sender IN_APP, sender PUSH, recipient IN_APP")]
    public void Who_is_told_and_how(ShipmentStatus status, string expected) =>
        Assert.Equal(expected, Describe(Reached(status)));

    [Fact]
    public void A_hold_that_ends_where_it_began_is_no_new_shipment() =>
        Assert.Equal("sender IN_APP", Describe(SampleEvents.Reached(ShipmentStatus.Created)));

    [Fact]
    public void A_scan_that_comes_after_the_fact_is_told_to_nobody() =>
        Assert.Equal("", Describe(SampleEvents.Reached(ShipmentStatus.OutForDelivery) with { Late = true }));

    private static ShipmentEvent Reached(ShipmentStatus status) =>
        status == ShipmentStatus.Created ? SampleEvents.Created() : SampleEvents.Reached(status);

    private static string Describe(ShipmentEvent @event) => string.Join(", ", ShipmentRules.For(@event).Audiences.Select(audience =>
        $"{(audience.Role == RecipientRole.Sender ? "sender" : "recipient")} {audience.Channel.ToWire()}"));
}
