using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Rules;

/// <summary>
/// Who wants a digest gets what can wait in one message a day or an hour, never in the quiet hours. In the app everything is at once.
/// </summary>
internal sealed class DigestRule(IOptions<DigestOptions> options) : IRule
{
    private const string Daily = "DAILY";
    private const string Hourly = "HOURLY";

    public static bool Gathers(Candidate candidate) => candidate is
    {
        IsCritical: false,
        Priority: not Priority.High,
        Channel: not Channel.InApp,
        Person.Preferences.Digest: Daily or Hourly,
    };

    public Decision? Decide(Candidate candidate, DateTimeOffset now) => !Gathers(candidate) ? null
        : new Decision(
            NotificationState.Deferred,
            Rule.Digest,
            Reasons.Digest,
            QuietHoursRule.NotBefore(Next(candidate.Person!, now), candidate.Person)) // not null: has preferences
        {
            GatherBy = "digest",
            Data = new() { ["digest"] = candidate.Person!.Preferences!.Digest },
        };

    private DateTimeOffset Next(Person person, DateTimeOffset now)
    {
        var zone = LocalTime.Find(person.TimeZone) ?? TimeZoneInfo.Utc;
        var local = TimeZoneInfo.ConvertTime(now, zone).DateTime;
        if (person.Preferences?.Digest == Hourly)
        {
            return now.AddMinutes(60 - local.Minute).AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
        }

        var today = LocalTime.At(local.Date + options.Value.At, zone);
        return today > now ? today : LocalTime.At(local.Date.AddDays(1) + options.Value.At, zone);
    }
}
