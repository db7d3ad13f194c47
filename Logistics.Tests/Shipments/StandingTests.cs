using Logistics.Contracts.Common.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>Reports that come after the fact: what becomes the status, and what is only kept.</summary>
public sealed class StandingTests
{
    [Theory]
    [InlineData(ReportSource.Offline)]
    [InlineData(ReportSource.Partner)]
    public void What_is_newer_than_all_that_is_known_is_the_status_also_where_the_machine_has_no_such_step(ReportSource source)
    {
        var shipment = Samples.Shipment(ShipmentStatus.PickedUp);

        var change = Reported(shipment, ShipmentStatus.Delivered, source, minutes: 30);

        Assert.Equal((ChangeKind.Status, ShipmentStatus.Delivered, 3), (change.Kind, shipment.Status, shipment.Version));
    }

    [Fact]
    public void What_is_older_is_kept_and_changes_nothing()
    {
        var shipment = Samples.Shipment(ShipmentStatus.PickedUp, ShipmentStatus.InTransit, ShipmentStatus.OutForDelivery);

        var change = Reported(shipment, ShipmentStatus.ArrivedAtWarehouse, ReportSource.Offline, minutes: -30);
        var @event = ShipmentEvents.StatusChanged(shipment, change);

        Assert.Equal((ShipmentStatus.OutForDelivery, 5), (shipment.Status, shipment.Version));
        Assert.Equal(
            (true, ShipmentStatus.ArrivedAtWarehouse, ShipmentStatus.OutForDelivery), (@event.Late, @event.Status, @event.PreviousStatus));
        Assert.Equal(("shipment.arrived_at_warehouse", "offline", 5), (@event.EventName, @event.Source, @event.Sequence));
    }

    [Fact]
    public void Nothing_leads_out_of_what_has_ended()
    {
        var shipment = Samples.Shipment(ShipmentStatus.PickedUp, ShipmentStatus.OutForDelivery, ShipmentStatus.Delivered);

        var change = Reported(shipment, ShipmentStatus.ArrivedAtWarehouse, ReportSource.Offline, minutes: 30);

        Assert.Equal((ChangeKind.LateStatus, ShipmentStatus.Delivered), (change.Kind, shipment.Status));
    }

    [Fact]
    public void A_hold_stays_whatever_a_device_tells_later_but_the_end()
    {
        var shipment = Samples.Shipment(ShipmentStatus.PickedUp, ShipmentStatus.OnHold);

        var onTheWay = Reported(shipment, ShipmentStatus.OutForDelivery, ReportSource.Offline, minutes: 20);
        Assert.Equal(
            (ChangeKind.LateStatus, ShipmentStatus.OnHold, ShipmentStatus.PickedUp), (onTheWay.Kind, shipment.Status, shipment.HeldStatus));

        var delivered = Reported(shipment, ShipmentStatus.Delivered, ReportSource.Offline, minutes: 30);
        Assert.Equal((ChangeKind.Status, ShipmentStatus.Delivered), (delivered.Kind, shipment.Status));
    }

    [Fact]
    public void A_delivery_told_later_without_the_proof_that_was_agreed_is_kept_and_says_so()
    {
        var shipment = Samples.Shipment(ShipmentStatus.PickedUp);
        shipment.Terms = new Terms { Options = ShipmentOptions.None with { Signature = true } };

        var change = Reported(shipment, ShipmentStatus.Delivered, ReportSource.Offline, minutes: 30);

        Assert.Equal(
            (ShipmentStatus.Delivered, ReasonCode.ProofMissing, true), (shipment.Status, change.ReasonCode, shipment.ActionRequired));
    }

    [Fact]
    public void When_it_was_entered_here_does_not_make_its_scans_old()
    {
        var shipment = Samples.Shipment();

        Reported(shipment, ShipmentStatus.PickedUp, ReportSource.Partner, minutes: -600);
        var change = Reported(shipment, ShipmentStatus.InTransit, ReportSource.Partner, minutes: -500);

        Assert.Equal((ChangeKind.Status, ShipmentStatus.InTransit), (change.Kind, shipment.Status));
    }

    [Fact]
    public void What_is_told_as_it_happens_obeys_the_machine_whatever_its_time()
    {
        var shipment = Samples.Shipment(ShipmentStatus.PickedUp);

        Assert.Null(
            shipment.ChangeStatus(Samples.Report(ShipmentStatus.InTransit, occurredAt: Samples.Now.AddHours(-1)), Samples.Now).Error);
        Assert.Equal(ErrorKind.IllegalState, shipment.ChangeStatus(Samples.Report(ShipmentStatus.Delivered), Samples.Now).Error?.Kind);
        Assert.Equal((ShipmentStatus.InTransit, Samples.Now), (shipment.Status, shipment.StatusAt));
    }

    private static StatusChange Reported(Shipment shipment, ShipmentStatus status, ReportSource source, int minutes)
    {
        var report = Samples.Report(status, occurredAt: Samples.Now.AddMinutes(minutes)) with { Source = source };
        Assert.True(shipment.ChangeStatus(report, Samples.Now.AddHours(1)).IsSuccess(out var change, out var error), error?.Message);
        return change;
    }
}
