using Logistics.Contracts.Common.V1;

namespace Logistics.Tracking.Domain;

/// <summary>When a parcel should arrive, and the window around that.</summary>
internal sealed record Estimate(DateTimeOffset DeliveryAt, DateTimeOffset From, DateTimeOffset Until)
{
    /// <summary>The statuses with which a parcel is on its way to the recipient; with the others nobody can say.</summary>
    public static readonly ShipmentStatus[] OnTheWay =
    [
        ShipmentStatus.Created,
        ShipmentStatus.PickupScheduled,
        ShipmentStatus.PickedUp,
        ShipmentStatus.InTransit,
        ShipmentStatus.ArrivedAtWarehouse,
        ShipmentStatus.InCustoms,
        ShipmentStatus.OutForDelivery,
        ShipmentStatus.DeliveryAttempted,
    ];

    /// <summary>The one that was worked out, or the promise while none was.</summary>
    public static Estimate? Of(ShipmentSnapshot snapshot) => !OnTheWay.Contains(snapshot.Status)
        ? null
        : snapshot switch
        {
            { EstimatedAt: null } => ByPromise(snapshot.ServiceLevel, snapshot.PromisedAt),
            { EstimatedDeliveryAt: { } at, EstimatedFrom: { } from, EstimatedUntil: { } until } => new Estimate(at, from, until),
            _ => null,
        };

    /// <summary>By the promise: delivered at the last.</summary>
    public static Estimate? ByPromise(ServiceLevel level, DateTimeOffset? promisedAt) => promisedAt is { } at
        ? new Estimate(at, at - (level switch
        {
            ServiceLevel.SameDay => TimeSpan.FromHours(3),
            ServiceLevel.Express => TimeSpan.FromHours(6),
            ServiceLevel.Economy => TimeSpan.FromDays(2),
            _ => TimeSpan.FromDays(1),
        }), at)
        : null;

    /// <summary>By what was observed of parcels that were where this one is. Never in the past: it is not delivered yet.</summary>
    public static Estimate ByLeg(DateTimeOffset since, LegTimes leg, DateTimeOffset now)
    {
        var at = Later(since + leg.P50, now);
        return new Estimate(ToMinute(at), ToMinute(since + leg.P10), ToMinute(Later(since + leg.P90, at)));
    }

    private static DateTimeOffset ToMinute(DateTimeOffset time) =>
        time.AddTicks(TimeSpan.TicksPerMinute - 1 - ((time.Ticks - 1) % TimeSpan.TicksPerMinute));

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}

/// <summary>
/// How long parcels took from a place and a status to their delivery: a tenth of them at most P10, half P50, nine of ten P90.
/// </summary>
internal sealed record LegTimes(TimeSpan P10, TimeSpan P50, TimeSpan P90);
