using System.Globalization;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Rules;

/// <summary>
/// By night nothing that can wait is sent: it is told in the morning, all that there is of a parcel in one. What someone should act on
/// before the night is over is worth the disturbance. What comes in a digest comes with that.
/// </summary>
internal sealed class QuietHoursRule : IRule
{
    public Decision? Decide(Candidate candidate, DateTimeOffset now) =>
        candidate is { Channel: not Channel.InApp, Person.Preferences.QuietHours: { } hours }
        && !DigestRule.Gathers(candidate)
        && EndOf(hours, now) is { } end
        && !(end - now > candidate.Patience)
            ? new Decision(NotificationState.Deferred, Rule.QuietHours, Reasons.QuietHours, end)
            {
                GatherBy = $"quiet:{candidate.TrackingNumber ?? candidate.Template}",
                Data = new() { ["from"] = hours.From, ["to"] = hours.To, ["timeZone"] = hours.TimeZone },
            }
            : null;

    /// <summary>The end of the quiet hours that a moment is in; none: it is in none.</summary>
    public static DateTimeOffset? EndOf(QuietHours hours, DateTimeOffset at)
    {
        if (LocalTime.Find(hours.TimeZone) is not { } zone || !TryRead(hours.From, out var from) || !TryRead(hours.To, out var to))
        {
            return null;
        }

        var local = TimeZoneInfo.ConvertTime(at, zone).DateTime;
        var time = TimeOnly.FromDateTime(local);
        return !time.IsBetween(from, to) ? null // goes past midnight where it must
            : LocalTime.At(local.Date.AddDays(time < to ? 0 : 1) + to.ToTimeSpan(), zone, after: at);
    }

    /// <summary>The moment, or the end of the quiet hours that it would fall in.</summary>
    public static DateTimeOffset NotBefore(DateTimeOffset at, Person? person) =>
        person?.Preferences?.QuietHours is { } hours ? EndOf(hours, at) ?? at : at;

    private static bool TryRead(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
