using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Contracts;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Persistence;

/// <summary>Rows as JSON with the columns' names: how many of them travel in one statement (<c>jsonb_populate_recordset</c>).</summary>
internal static class Rows
{
    public static string Serialize(IReadOnlyList<Notification> notifications) =>
        JsonSerializer.Serialize(notifications, RowJsonContext.Default.IReadOnlyListNotification);

    public static string Serialize(IReadOnlyList<Step> steps) => JsonSerializer.Serialize(steps, RowJsonContext.Default.IReadOnlyListStep);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters =
    [
        typeof(WireEnumConverter<Category>),
        typeof(WireEnumConverter<Channel>),
        typeof(WireEnumConverter<NotificationState>),
        typeof(WireEnumConverter<Priority>),
        typeof(WireEnumConverter<RecipientRole>),
        typeof(WireEnumConverter<Rule>),
        typeof(WireEnumConverter<VariableType>),
    ])]
[JsonSerializable(typeof(IReadOnlyList<Notification>))]
[JsonSerializable(typeof(IReadOnlyList<Step>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(CategoryChannels))]
[JsonSerializable(typeof(QuietHours))]
[JsonSerializable(typeof(IReadOnlyList<TemplateVariable>))]
internal sealed partial class RowJsonContext : JsonSerializerContext;
