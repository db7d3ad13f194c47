using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Shipments.Features.ChangeStatus;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>Who reports what, written down a second time, the other way round.</summary>
public sealed class StatusRightsTests
{
    private const string All = "CREATED PICKUP_SCHEDULED PICKED_UP IN_TRANSIT ARRIVED_AT_WAREHOUSE IN_CUSTOMS OUT_FOR_DELIVERY "
        + "DELIVERY_ATTEMPTED AVAILABLE_FOR_PICKUP DELIVERED ON_HOLD DAMAGED LOST RETURNING RETURNED CANCELLED DISPOSED";

    private static readonly Dictionary<string, string> Expected = new()
    {
        [Roles.Customer] = "CANCELLED RETURNING",
        [Roles.Driver] = "PICKUP_SCHEDULED PICKED_UP IN_TRANSIT ARRIVED_AT_WAREHOUSE OUT_FOR_DELIVERY DELIVERY_ATTEMPTED "
            + "AVAILABLE_FOR_PICKUP DELIVERED DAMAGED RETURNING RETURNED",
        [Roles.Warehouse] = "CREATED IN_TRANSIT ARRIVED_AT_WAREHOUSE IN_CUSTOMS OUT_FOR_DELIVERY AVAILABLE_FOR_PICKUP DELIVERED "
            + "ON_HOLD DAMAGED LOST RETURNING RETURNED DISPOSED",
        [Roles.Support] = All,
        [Roles.Admin] = All,
    };

    public static TheoryData<string, ShipmentStatus> AllPairs() =>
        [.. from role in Roles.All from status in ShipmentEventNames.Statuses select (role, status)];

    [Theory]
    [MemberData(nameof(AllPairs))]
    public void A_role_reports_what_the_table_says(string role, ShipmentStatus status)
    {
        var shipment = Samples.Shipment();
        var caller = new Caller(role == Roles.Customer ? shipment.OwnerId : Guid.Empty, [role]);

        Assert.Equal(Expected[role].Split(' ').Contains(status.ToWire()), caller.MayReport(Samples.Report(status), shipment));
    }

    [Theory]
    [InlineData(Roles.Driver, false)]
    [InlineData(Roles.Warehouse, true)]
    [InlineData(Roles.Support, true)]
    public void What_is_on_hold_is_moved_on_by_those_who_may_hold(string role, bool may) =>
        Assert.Equal(
            may,
            new Caller(Guid.Empty, [role]).MayReport(
                Samples.Report(ShipmentStatus.InTransit), Samples.Shipment(ShipmentStatus.PickedUp, ShipmentStatus.OnHold)));

    [Theory]
    [InlineData(Roles.Driver, true)]
    [InlineData(Roles.Customer, false)]
    public void After_the_fact_the_staff_reports_also_what_is_on_hold_and_no_owner_does(string role, bool may)
    {
        var shipment = Samples.Shipment(ShipmentStatus.PickedUp, ShipmentStatus.OnHold);
        var report = Samples.Report(ShipmentStatus.Returning) with { Source = ReportSource.Offline };

        Assert.Equal(may, new Caller(role == Roles.Customer ? shipment.OwnerId : Guid.Empty, [role]).MayReport(report, shipment));
    }

    [Fact]
    public void Someone_elses_shipment_is_no_owners() =>
        Assert.False(new Caller(Guid.Empty, [Roles.Customer]).MayReport(Samples.Report(ShipmentStatus.Cancelled), Samples.Shipment()));
}
