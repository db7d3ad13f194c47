using System.Globalization;
using System.Text.Json.Nodes;

namespace FirebaseAdmin.Messaging;

/// <summary>A message as FCM's HTTP v1 has it. What is not said is left out.</summary>
internal static class MessageJson
{
    public static JsonObject Write(Message message)
    {
        if (string.IsNullOrEmpty(message.Token))
        {
            throw new ArgumentException("Exactly one of Token, Topic or Condition is required.");
        }

        if (message.Webpush?.FcmOptions?.Link is { } link && !link.StartsWith("https://", StringComparison.Ordinal))
        {
            throw new ArgumentException("The link options should be a valid https url.");
        }

        return Object(
            ("token", message.Token),
            ("data", Map(message.Data)),
            ("notification", message.Notification is { } notification
                ? Object(("title", notification.Title), ("body", notification.Body), ("image", notification.ImageUrl))
                : null),
            ("android", message.Android is { } android ? Write(android) : null),
            ("webpush", message.Webpush is { } webpush ? Write(webpush) : null),
            ("apns", message.Apns is { } apns ? Write(apns) : null));
    }

    private static JsonObject Write(AndroidConfig android) => Object(
        ("collapse_key", android.CollapseKey),
        ("priority", android.Priority switch { Priority.High => "high", Priority.Normal => "normal", _ => null }),
        ("ttl", android.TimeToLive is { } ttl ? string.Create(CultureInfo.InvariantCulture, $"{(long)ttl.TotalSeconds}s") : null),
        ("notification", android.Notification is { } notification ? Object(("tag", notification.Tag)) : null));

    private static JsonObject Write(WebpushConfig webpush) => Object(
        ("headers", Map(webpush.Headers)),
        ("fcm_options", webpush.FcmOptions is { } options ? Object(("link", options.Link)) : null));

    private static JsonObject Write(ApnsConfig apns) => Object(
        ("headers", Map(apns.Headers)),
        ("payload", Object(("aps", apns.Aps is { } aps
            ? Object(("sound", aps.Sound), ("thread-id", aps.ThreadId))
            : throw new ArgumentException("Aps dictionary is required in ApnsConfig")))));

    private static JsonObject? Map(IReadOnlyDictionary<string, string>? map) =>
        map is null ? null : Object([.. map.Select(pair => (pair.Key, (JsonNode?)pair.Value))]);

    private static JsonObject Object(params (string Name, JsonNode? Value)[] members) =>
        new(members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)));
}
