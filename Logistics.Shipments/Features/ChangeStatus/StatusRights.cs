using System.Collections.Immutable;
using Logistics.Contracts.Common.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Shipments.Domain;

namespace Logistics.Shipments.Features.ChangeStatus;

/// <summary>
/// Who reports what. Owners do what <see cref="OwnersMay"/> says with their own shipments. A status without a row does not compile.
/// </summary>
internal static class StatusRights
{
    private static readonly ImmutableArray<string> Desk = [Roles.Support, Roles.Admin];
    private static readonly ImmutableArray<string> Depot = [Roles.Warehouse, .. Desk];
    private static readonly ImmutableArray<string> Road = [Roles.Driver, .. Desk];
    private static readonly ImmutableArray<string> Anywhere = [Roles.Driver, Roles.Warehouse, .. Desk];

    public static ImmutableArray<string> RolesFor(ShipmentStatus status) => status switch
    {
        ShipmentStatus.Created => Depot, // the end of a hold
        ShipmentStatus.PickupScheduled => Road,
        ShipmentStatus.PickedUp => Road,
        ShipmentStatus.InTransit => Anywhere,
        ShipmentStatus.ArrivedAtWarehouse => Anywhere,
        ShipmentStatus.InCustoms => Depot,
        ShipmentStatus.OutForDelivery => Anywhere,
        ShipmentStatus.DeliveryAttempted => Road,
        ShipmentStatus.AvailableForPickup => Anywhere,
        ShipmentStatus.Delivered => Anywhere, // at the door, at the counter
        ShipmentStatus.OnHold => Depot,
        ShipmentStatus.Damaged => Anywhere,
        ShipmentStatus.Lost => Depot,
        ShipmentStatus.Returning => Anywhere,
        ShipmentStatus.Returned => Anywhere,
        ShipmentStatus.Cancelled => Desk,
        ShipmentStatus.Disposed => Depot,
        ShipmentStatus.Unspecified => [],
    };

    /// <summary>
    /// What an owner may bring a shipment to, where the status machine has the step: off before it is fetched, back after.
    /// </summary>
    public static bool OwnersMay(ShipmentStatus status) => status is ShipmentStatus.Cancelled or ShipmentStatus.Returning;

    /// <summary>
    /// Whether the caller may report that. As it happens, what is on hold is moved on only by those who may hold; after the fact only the
    /// staff reports.
    /// </summary>
    public static bool MayReport(this Caller caller, StatusReport report, Shipment of)
    {
        var isNow = report.Source == ReportSource.Api;
        return (caller.HasOneOf(RolesFor(report.Status)) && (!isNow || of.Status != ShipmentStatus.OnHold || caller.HasOneOf(Depot)))
            || (isNow && of.OwnerId == caller.UserId && OwnersMay(report.Status));
    }

    public static bool IsDesk(this Caller caller) => caller.HasOneOf(Desk);

    private static bool HasOneOf(this Caller caller, ImmutableArray<string> roles) => roles.Any(caller.IsInRole);
}
