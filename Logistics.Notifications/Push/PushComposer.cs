using FirebaseAdmin.Messaging;
using Logistics.Notifications.Email;
using Logistics.Notifications.Templates;
using Microsoft.Extensions.Options;
using Lane = Logistics.Notifications.Domain.Priority;

namespace Logistics.Notifications.Push;

/// <summary>
/// Makes the push message of a notification. The shipment is its collapse key: of what a device has missed it gets the latest, and a second
/// copy takes the place of the first.
/// </summary>
internal sealed class PushComposer(IOptions<SmtpOptions> smtp, TimeProvider clock)
{
    private const int LongestBody = 1000;

    /// <summary>What has no end of its own is of no use after a day.</summary>
    private static readonly TimeSpan UsualLife = TimeSpan.FromDays(1);

    private static readonly TimeSpan LongestLife = TimeSpan.FromDays(28);

    public Message Compose(Notification notification, string token)
    {
        var isUrgent = notification.Priority == Lane.High;
        var key = notification.TrackingNumber ?? notification.Id.ToString("N");
        var now = clock.GetUtcNow();
        var life = notification.ExpiresAt is { } end
            ? TimeSpan.FromSeconds(Math.Clamp((end - now).TotalSeconds, 0, LongestLife.TotalSeconds))
            : UsualLife;
        var link = notification.Parts?.GetValueOrDefault(TemplateParts.ClickAction) is { } action ? new Uri(action)
            : notification.TrackingNumber is { } number ? new Uri(smtp.Value.PublicUrl, $"track/{number}") : smtp.Value.PublicUrl;
        return new Message
        {
            Token = token,
            Notification = new FirebaseAdmin.Messaging.Notification
            {
                Title = notification.Title,
                Body = Cut(notification.Body),
                ImageUrl = notification.Parts?.GetValueOrDefault(TemplateParts.Image),
            },
            Data = new Dictionary<string, string>(DataOf(notification))
            {
                ["notificationId"] = notification.Id.ToString(),
                ["trackingNumber"] = notification.TrackingNumber ?? "",
                ["template"] = notification.Template,
                ["link"] = link.AbsoluteUri,
            },
            Android = new AndroidConfig
            {
                CollapseKey = key,
                Priority = isUrgent ? Priority.High : Priority.Normal,
                TimeToLive = life,
                Notification = new AndroidNotification { Tag = key },
            },
            Apns = new ApnsConfig
            {
                Headers = new Dictionary<string, string>
                {
                    ["apns-collapse-id"] = key,
                    ["apns-priority"] = isUrgent ? "10" : "5",
                    ["apns-expiration"] = $"{(now + life).ToUnixTimeSeconds()}",
                },
                Aps = new Aps { ThreadId = key, Sound = isUrgent ? "default" : null },
            },
            Webpush = new WebpushConfig
            {
                Headers = new Dictionary<string, string>
                {
                    ["TTL"] = $"{(long)life.TotalSeconds}",
                    ["Urgency"] = notification.Priority switch { Lane.High => "high", Lane.Normal => "normal", Lane.Bulk => "low" },
                    ["Topic"] = key,
                },
                FcmOptions = link.Scheme == Uri.UriSchemeHttps // the only kind that is taken
                    ? new WebpushFcmOptions { Link = link.AbsoluteUri }
                    : null,
            },
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> DataOf(Notification notification) =>
        (notification.Parts ?? []).Where(part => part.Key.StartsWith(TemplateParts.Data, StringComparison.Ordinal))
            .Select(part => KeyValuePair.Create(part.Key[TemplateParts.Data.Length..], part.Value));

    /// <summary>FCM takes four kilobytes in all.</summary>
    private static string Cut(string body) => body.Length <= LongestBody ? body : string.Concat(body.AsSpan(0, LongestBody - 1), "…");
}
