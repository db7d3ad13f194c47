using Logistics.Gateway.Api;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Features.ManagePreferences;

/// <summary>Between the public JSON and Identity's messages.</summary>
internal static class PreferencesMapping
{
    public static Preferences ToApi(this Proto.Preferences preferences) => new()
    {
        Channels = new ChannelsByKind
        {
            ShipmentProgress = ToApi(preferences.ShipmentProgress),
            Delivery = ToApi(preferences.Delivery),
            Problem = ToApi(preferences.Problem),
            Account = ToApi(preferences.Account),
            News = ToApi(preferences.News),
        },
        QuietHours = preferences.QuietHours is not { } hours
            ? null
            : new QuietHours { From = hours.From, To = hours.To, TimeZone = hours.TimeZone },
        Locale = preferences.Locale.OrNull(),
        Digest = preferences.Digest,
    };

    public static Proto.Preferences ToProto(this Preferences preferences) => new()
    {
        ShipmentProgress = ToProto(preferences.Channels?.ShipmentProgress),
        Delivery = ToProto(preferences.Channels?.Delivery),
        Problem = ToProto(preferences.Channels?.Problem),
        Account = ToProto(preferences.Channels?.Account),
        News = ToProto(preferences.Channels?.News),
        QuietHours = preferences.QuietHours is not { } hours
            ? null
            : new Proto.QuietHours { From = hours.From ?? "", To = hours.To ?? "", TimeZone = hours.TimeZone ?? "" },
        Locale = preferences.Locale ?? "",
        Digest = preferences.Digest ?? "",
    };

    private static ChannelChoice ToApi(Proto.ChannelChoice choice) =>
        new() { Email = choice.Email, Push = choice.Push, Sms = choice.Sms, InApp = choice.InApp };

    private static Proto.ChannelChoice? ToProto(ChannelChoice? choice)
    {
        if (choice is null)
        {
            return null;
        }

        var given = new Proto.ChannelChoice();
        Set(choice.Email, email => given.Email = email);
        Set(choice.Push, push => given.Push = push);
        Set(choice.Sms, sms => given.Sms = sms);
        Set(choice.InApp, inApp => given.InApp = inApp);
        return given;
    }

    /// <summary>Setting a field says that it was given.</summary>
    private static void Set(bool? value, Action<bool> set)
    {
        if (value is not null)
        {
            set(value.Value);
        }
    }
}
