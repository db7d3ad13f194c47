using System.Globalization;
using System.Security.Cryptography;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Rules;
using Logistics.Notifications.Templates;

namespace Logistics.Notifications.Features.TellTogether;

/// <summary>
/// Several notifications as one: what each says in a line, the newest on top. The wording is the same in every language, as the lines are
/// in theirs.
/// </summary>
internal static class Gathered
{
    private const int MostLines = 10;

    /// <param name="members">At least two; the newest first.</param>
    /// <param name="person">The addressee, where there is an account.</param>
    public static Notification Make(Guid id, IReadOnlyList<Notification> members, Person? person, DateTimeOffset now)
    {
        var newest = members[0];
        var ofOneParcel = members.All(member => member.TrackingNumber == newest.TrackingNumber);
        var zone = LocalTime.Find(person?.TimeZone) ?? TimeZoneInfo.Utc;
        var lines = members.Take(MostLines).Select(member => Line(member, withNumber: !ofOneParcel, zone)).ToList();
        if (members.Count > MostLines)
        {
            lines.Add($"… +{members.Count - MostLines}");
        }

        return new Notification
        {
            Id = id,
            CauseId = id,
            Role = newest.Role,
            Channel = newest.Channel,
            Priority = members.Min(member => member.Priority),
            Category = newest.Category,
            TrackingNumber = ofOneParcel ? newest.TrackingNumber : null,
            Sequence = ofOneParcel ? newest.Sequence : null,
            OwnerId = ofOneParcel ? newest.OwnerId : newest.UserId ?? newest.OwnerId,
            UserId = newest.UserId,
            Address = newest.Address,
            Locale = newest.Locale,
            Template = TemplateCodes.Digest,
            Variables = newest.Variables, // names, for the mail's envelope
            Title = $"{Headline(newest)} (+{members.Count - 1})",
            Body = string.Join("\n\n", lines),
            State = NotificationState.Queued,
            Rule = newest.Rule,
            RuleData = newest.RuleData,
            DueAt = now,
            ExpiresAt = members.All(member => member.ExpiresAt is not null) ? members.Max(member => member.ExpiresAt) : null,
            UnsubscribeToken = newest.Channel == Channel.Email ? new Guid(RandomNumberGenerator.GetBytes(16)) : null,
            TraceParent = newest.TraceParent,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>A template for text messages has no title.</summary>
    private static string Headline(Notification member) => member.Title.Length > 0 ? member.Title : member.Body;

    private static string Line(Notification member, bool withNumber, TimeZoneInfo zone)
    {
        var number = withNumber && member.TrackingNumber is not null ? $" · {member.TrackingNumber}" : "";
        return string.Create(
            CultureInfo.InvariantCulture, $"{Headline(member)}{number} ({TimeZoneInfo.ConvertTime(member.CreatedAt, zone):HH:mm})");
    }
}
