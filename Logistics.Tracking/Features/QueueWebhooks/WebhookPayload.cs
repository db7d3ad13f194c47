using System.Text.Json;
using System.Text.Json.Serialization;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;

namespace Logistics.Tracking.Features.QueueWebhooks;

/// <summary>What is sent, by Standard Webhooks: the event as the public may know it, without names and contacts.</summary>
internal sealed record WebhookPayload<TData>(string Type, DateTimeOffset Timestamp, TData Data);

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
        new WebhookPayload<TestNews>(Type, now, new TestNews(eventId.ToString(), webhookId.ToString())), WebhookJson.Default.WebhookPayloadTestNews);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(WireEnumConverter<ShipmentStatus>), typeof(WireEnumConverter<ReasonCode>), typeof(WireEnumConverter<ServiceLevel>)])]
[JsonSerializable(typeof(WebhookPayload<ShipmentNews>))]
[JsonSerializable(typeof(WebhookPayload<TestNews>))]
internal sealed partial class WebhookJson : JsonSerializerContext;
