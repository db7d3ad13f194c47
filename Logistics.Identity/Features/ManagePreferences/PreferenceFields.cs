using System.Globalization;
using Logistics.Contracts.Events;
using Logistics.Identity.Domain;
using Logistics.ServiceDefaults.Results;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Identity.Features.ManagePreferences;

/// <summary>Preferences, to and from the wire. What is not given has its default.</summary>
internal static class PreferenceFields
{
    private static readonly CategoryChannels Defaults = new();

    /// <summary>What the caller wants. Of use only where there are no faults.</summary>
    public static PersonPreferences Read(Proto.Preferences given, Guid accountId, FieldFaults faults)
    {
        var channels = new CategoryChannels
        {
            ShipmentProgress = Read(given.ShipmentProgress, Defaults.ShipmentProgress),
            Delivery = Read(given.Delivery, Defaults.Delivery),
            Problem = Read(given.Problem, Defaults.Problem),
            Account = Read(given.Account, Defaults.Account),
            News = Read(given.News, Defaults.News),
        };
        if (!channels.Account.Email)
        {
            faults.Add("channels.account.email", "Cannot be turned off: it is how you learn that someone else uses your account.");
        }

        return new PersonPreferences
        {
            AccountId = accountId,
            Channels = channels,
            QuietHours = given.QuietHours is null ? null : Read(given.QuietHours, faults),
            Locale = faults.Locale("locale", given.Locale),
            Digest = given.Digest.Length == 0 ? PersonPreferences.NoDigest
                : faults.OneOf(
                    "digest", given.Digest, [PersonPreferences.NoDigest, PersonPreferences.HourlyDigest, PersonPreferences.DailyDigest]),
        };
    }

    public static Proto.Preferences ToProto(this PersonPreferences preferences) => new()
    {
        ShipmentProgress = Write(preferences.Channels.ShipmentProgress),
        Delivery = Write(preferences.Channels.Delivery),
        Problem = Write(preferences.Channels.Problem),
        Account = Write(preferences.Channels.Account),
        News = Write(preferences.Channels.News),
        QuietHours = preferences.QuietHours is not { } hours
            ? null
            : new Proto.QuietHours { From = hours.From, To = hours.To, TimeZone = hours.TimeZone },
        Locale = preferences.Locale ?? string.Empty,
        Digest = preferences.Digest,
    };

    private static ChannelChoice Read(Proto.ChannelChoice? given, ChannelChoice defaults) => given is null ? defaults : new ChannelChoice
    {
        Email = given.HasEmail ? given.Email : defaults.Email,
        Push = given.HasPush ? given.Push : defaults.Push,
        Sms = given.HasSms ? given.Sms : defaults.Sms,
        InApp = given.HasInApp ? given.InApp : defaults.InApp,
    };

    private static QuietHours Read(Proto.QuietHours given, FieldFaults faults)
    {
        var timeZone = faults.TimeZone("quietHours.timeZone", given.TimeZone);
        if (timeZone is null)
        {
            faults.Add("quietHours.timeZone", "Is required.");
        }

        if (given.From == given.To)
        {
            faults.Add("quietHours.to", "Is another time than the one that they begin at.");
        }

        return new QuietHours
        {
            From = Time("quietHours.from", given.From, faults),
            To = Time("quietHours.to", given.To, faults),
            TimeZone = timeZone ?? string.Empty,
        };
    }

    private static string Time(string field, string value, FieldFaults faults)
    {
        if (!TimeOnly.TryParseExact(value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            faults.Add(field, "Is a local time, such as 22:00.");
        }

        return value;
    }

    private static Proto.ChannelChoice Write(ChannelChoice choice) =>
        new() { Email = choice.Email, Push = choice.Push, Sms = choice.Sms, InApp = choice.InApp };
}
