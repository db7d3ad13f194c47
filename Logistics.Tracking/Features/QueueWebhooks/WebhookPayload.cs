using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;

namespace Logistics.Tracking.Features.QueueWebhooks;

/// <summary>What is sent, by Standard Webhooks: the event as the public may know it, without names and contacts.</summary>
internal sealed record WebhookPayload<TData>(string Type, DateTimeOffset Timestamp, TData Data);

/// <summary>What is sent of an event.</summary>
internal static class WebhookPayload
{
    public static string Of(IEvent @event) => @event switch
    {
        ShipmentEvent shipment => ShipmentNews.Write(shipment),
        NotificationChanged notification => NotificationNews.Write(notification),
        _ => throw new ArgumentException($"Webhooks are not told of '{@event.EventName}'.", nameof(@event)),
    };
}

/// <summary>What became of a notification: ids only, no address and no text.</summary>
internal sealed record NotificationNews
{
    public required string EventId { get; init; }

    public required string NotificationId { get; init; }

    public string? RequestId { get; init; }

    /// <summary>Where in the request's recipients, from 0.</summary>
    public int? Recipient { get; init; }

    public string? TrackingNumber { get; init; }

    public required string Channel { get; init; }

    public required string Template { get; init; }

    public required NotificationState State { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public static string Write(NotificationChanged @event) => JsonSerializer.Serialize(
        new WebhookPayload<NotificationNews>(@event.EventName, @event.OccurredAt, Of(@event)),
        WebhookJson.Default.WebhookPayloadNotificationNews);

    private static NotificationNews Of(NotificationChanged @event) => new()
    {
        EventId = @event.EventId.ToString(),
        NotificationId = @event.NotificationId.ToString(),
        RequestId = @event.RequestId,
        Recipient = @event.RecipientIndex,
        TrackingNumber = @event.TrackingNumber,
        Channel = @event.Channel,
        Template = @event.Template,
        State = @event.State,
        Reason = @event.Reason,
        Timestamp = @event.OccurredAt,
    };
}

/// <summary>An event of a shipment, with the fields of the public timeline.</summary>
internal sealed record ShipmentNews
{
    public required string EventId { get; init; }

    public required string TrackingNumber { get; init; }

    public required int Sequence { get; init; }

    public required ShipmentStatus Status { get; init; }

    public ShipmentStatus? PreviousStatus { get; init; }

    public ReasonCode? ReasonCode { get; init; }

    public required bool ActionRequired { get; init; }

    /// <summary>A scan that came after the fact: the shipment's status is <see cref="PreviousStatus"/> still.</summary>
    public bool? Late { get; init; }

    /// <summary>The event that was a mistake.</summary>
    public string? CorrectedEventId { get; init; }

    public string? Location { get; init; }

    public string? City { get; init; }

    public string? Country { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>IANA.</summary>
    public string? TimeZone { get; init; }

    public required DateTimeOffset Timestamp { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public required ServiceLevel ServiceLevel { get; init; }

    public DateTimeOffset? PromisedAt { get; init; }

    public static string Write(ShipmentEvent @event) => JsonSerializer.Serialize(
        new WebhookPayload<ShipmentNews>(@event.EventName, @event.OccurredAt, Of(@event)), WebhookJson.Default.WebhookPayloadShipmentNews);

    private static ShipmentNews Of(ShipmentEvent @event) => new()
    {
        EventId = @event.EventId.ToString(),
        TrackingNumber = @event.TrackingNumber,
        Sequence = @event.Sequence,
        Status = @event.Status,
        PreviousStatus = @event switch
        {
            ShipmentStatusChanged changed => changed.PreviousStatus,
            ShipmentCorrected corrected => corrected.PreviousStatus,
            _ => null,
        },
        ReasonCode = @event.ReasonCode,
        ActionRequired = @event.ActionRequired,
        Late = @event is ShipmentStatusChanged { Late: true } ? true : null,
        CorrectedEventId = (@event as ShipmentCorrected)?.CorrectedEventId.ToString(),
        Location = @event.Place?.Name,
        City = @event.Place?.City,
        Country = @event.Place?.Country,
        Latitude = @event.Place?.Latitude,
        Longitude = @event.Place?.Longitude,
        TimeZone = @event.Place?.TimeZone,
        Timestamp = @event.OccurredAt,
        RecordedAt = @event.RecordedAt,
        ServiceLevel = @event.ServiceLevel,
        PromisedAt = @event.PromisedAt,
    };
}

/// <summary>What a test carries.</summary>
internal sealed record TestNews(string EventId, string WebhookId)
{
    public const string Type = "webhook.test";

    public static string Write(Guid eventId, Guid webhookId, DateTimeOffset now) => JsonSerializer.Serialize(
        new WebhookPayload<TestNews>(Type, now, new TestNews(eventId.ToString(), webhookId.ToString())),
        WebhookJson.Default.WebhookPayloadTestNews);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(WireEnumConverter<ShipmentStatus>),
        typeof(WireEnumConverter<ReasonCode>),
        typeof(WireEnumConverter<NotificationState>),
        typeof(WireEnumConverter<ServiceLevel>),
    ])]
[JsonSerializable(typeof(WebhookPayload<ShipmentNews>))]
[JsonSerializable(typeof(WebhookPayload<NotificationNews>))]
[JsonSerializable(typeof(WebhookPayload<TestNews>))]
internal sealed partial class WebhookJson : JsonSerializerContext;
