namespace Logistics.Notifications.Rules;

/// <summary>What a clock on the wall says somewhere, as a moment.</summary>
internal static class LocalTime
{
    /// <param name="id">IANA.</param>
    public static TimeZoneInfo? Find(string? id) =>
        id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    /// <summary>
    /// The moment, in UTC. A time that is left out in spring is the moment when the clock leaps; one that comes twice in autumn is the
    /// first of both that is later than <paramref name="after"/>.
    /// </summary>
    public static DateTimeOffset At(DateTime local, TimeZoneInfo zone, DateTimeOffset after = default)
    {
        if (zone.IsInvalidTime(local))
        {
            var before = local;
            while (zone.IsInvalidTime(before))
            {
                before = before.AddMinutes(-1);
            }

            return new DateTimeOffset(before, zone.GetUtcOffset(before)).ToUniversalTime().AddMinutes(1);
        }

        TimeSpan[] offsets = zone.IsAmbiguousTime(local)
            ? [.. zone.GetAmbiguousTimeOffsets(local).OrderDescending()]
            : [zone.GetUtcOffset(local)];
        var moments = Array.ConvertAll(offsets, offset => new DateTimeOffset(local, offset).ToUniversalTime());
        return Array.Find(moments, moment => moment > after) is var moment && moment != default ? moment : moments[^1];
    }
}
