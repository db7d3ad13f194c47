using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Rules;

/// <summary>How long it is of use to be told that a parcel has reached a status.</summary>
internal static class Moments
{
    /// <summary>Vans are out in the evening too.</summary>
    private static readonly TimeSpan ShortestLife = TimeSpan.FromHours(4);

    /// <summary>
    /// Until when it is of use; none: for good. A day is that of the addressee, or of the place where it was scanned, and it is the day on
    /// which we learned of it: what a device kept for a day is news still.
    /// </summary>
    public static DateTimeOffset? EndOf(ShipmentEvent @event, Person? person) => @event.Status switch
    {
        ShipmentStatus.OutForDelivery => EndOfDay(@event, person, days: 1),
        ShipmentStatus.DeliveryAttempted => EndOfDay(@event, person, days: 2),
        _ => null,
    };

    /// <summary>How long it may be held back by night before it is worth a disturbance; none: until the morning.</summary>
    public static TimeSpan? PatienceWith(ShipmentStatus status) => status == ShipmentStatus.OutForDelivery ? TimeSpan.FromHours(2) : null;

    private static DateTimeOffset EndOfDay(ShipmentEvent @event, Person? person, int days)
    {
        var learned = @event.RecordedAt.ToUniversalTime();
        var zone = LocalTime.Find(person?.TimeZone ?? @event.Place?.TimeZone);
        var offset = zone?.GetUtcOffset(learned) ?? @event.OccurredAt.Offset;
        var day = learned.ToOffset(offset).Date.AddDays(days);
        var end = zone is null ? new DateTimeOffset(day, offset).ToUniversalTime() : LocalTime.At(day, zone);
        return end - learned >= ShortestLife ? end : learned + ShortestLife;
    }
}
