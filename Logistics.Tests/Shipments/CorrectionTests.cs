using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>What the history says once one of its reports turns out to be a mistake.</summary>
public sealed class CorrectionTests
{
    private readonly Shipment _shipment = Samples.Shipment();
    private readonly List<StatusChange> _history = [];
    private DateTimeOffset _now = Samples.Now;

    [Fact]
    public void Without_its_delivery_a_shipment_is_where_it_was_and_goes_on()
    {
        Report(ShipmentStatus.PickedUp, ShipmentStatus.OutForDelivery);
        var delivered = Report(ShipmentStatus.Delivered);

        var correction = Correct(delivered);
        var @event = Assert.IsType<ShipmentCorrected>(ShipmentEvents.Of(_shipment, correction));

        Assert.Equal((ShipmentStatus.OutForDelivery, 5), (_shipment.Status, _shipment.Version));
        Assert.Equal((delivered.EventId, 4, 5), (@event.CorrectedEventId, @event.CorrectedSequence, @event.Sequence));
        Assert.Equal((ShipmentStatus.Delivered, ShipmentStatus.OutForDelivery), (@event.PreviousStatus, @event.Status));
        Report(ShipmentStatus.DeliveryAttempted);
    }

    [Fact]
    public void A_mistake_that_was_overtaken_changes_no_status()
    {
        Report(ShipmentStatus.PickedUp);
        var mistake = Report(ShipmentStatus.InTransit);
        Report(ShipmentStatus.ArrivedAtWarehouse);

        Correct(mistake);

        Assert.Equal(ShipmentStatus.ArrivedAtWarehouse, _shipment.Status);
    }

    [Fact]
    public void What_came_late_counts_when_what_made_it_late_was_a_mistake()
    {
        Report(ShipmentStatus.PickedUp, ShipmentStatus.OutForDelivery);
        var delivered = Report(ShipmentStatus.Delivered);
        var attempt = Report(ShipmentStatus.DeliveryAttempted, ReportSource.Offline);
        Assert.Equal((ChangeKind.LateStatus, ShipmentStatus.Delivered), (attempt.Kind, _shipment.Status));

        Correct(delivered);

        Assert.Equal(ShipmentStatus.DeliveryAttempted, _shipment.Status);
    }

    [Fact]
    public void A_hold_holds_what_was_before_without_the_mistake()
    {
        Report(ShipmentStatus.PickedUp);
        var mistake = Report(ShipmentStatus.OutForDelivery);
        Report(ShipmentStatus.OnHold);

        Correct(mistake);

        Assert.Equal((ShipmentStatus.OnHold, ShipmentStatus.PickedUp), (_shipment.Status, _shipment.HeldStatus));
    }

    [Fact]
    public void What_a_redirect_has_settled_stays_settled()
    {
        Report(ShipmentStatus.PickedUp);
        var mistake = Report(ShipmentStatus.OutForDelivery);
        _now += TimeSpan.FromMinutes(10);
        var attempt = Samples.Report(ShipmentStatus.DeliveryAttempted, ReasonCode.AddressProblem, _now);
        Assert.True(_shipment.ChangeStatus(attempt, _now).IsSuccess(out var attempted, out _));
        var redirect = _shipment.Redirect(_shipment.Recipient.Address, "Kiosk", Samples.Report(ShipmentStatus.Unspecified), _now);
        Assert.True(redirect.IsSuccess(out var redirected, out _));
        _history.AddRange([attempted, redirected]);

        Correct(mistake);

        Assert.Equal((ShipmentStatus.DeliveryAttempted, null, false), (_shipment.Status, _shipment.ReasonCode, _shipment.ActionRequired));
    }

    [Fact]
    public void A_mistake_is_corrected_once_and_a_correction_never()
    {
        Report(ShipmentStatus.PickedUp);
        var mistake = Report(ShipmentStatus.InTransit);
        var correction = Correct(mistake);

        Assert.Same(ShipmentErrors.AlreadyCorrected, Try(mistake.EventId).Error);
        Assert.Same(ShipmentErrors.NothingToCorrect, Try(correction.EventId).Error);
        Assert.Same(ShipmentErrors.NothingToCorrect, Try(Guid.Empty).Error);
        Assert.Equal(4, _shipment.Version);
    }

    private StatusChange Report(params ShipmentStatus[] statuses) =>
        Array.ConvertAll(statuses, status => Report(status, ReportSource.Api))[^1];

    private StatusChange Report(ShipmentStatus status, ReportSource source)
    {
        _now += TimeSpan.FromMinutes(10);
        Assert.True(
            _shipment.ChangeStatus(Samples.Report(status, occurredAt: _now) with { Source = source }, _now)
                .IsSuccess(out var change, out var error), error?.Message);
        _history.Add(change);
        return change;
    }

    private StatusChange Correct(StatusChange mistake)
    {
        Assert.True(Try(mistake.EventId).IsSuccess(out var correction, out var error), error?.Message);
        _history.Add(correction);
        return correction;
    }

    private Result<StatusChange> Try(Guid? eventId) =>
        _shipment.Correct(eventId.GetValueOrDefault(), _history, Samples.Report(ShipmentStatus.Unspecified), _now);
}
