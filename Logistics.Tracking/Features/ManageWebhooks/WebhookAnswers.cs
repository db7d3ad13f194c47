using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Tracking.V1;
using Logistics.Tracking.Domain;
using Logistics.Tracking.Features.SendWebhooks;
using Proto = Logistics.Contracts.Tracking.V1;
using Webhook = Logistics.Tracking.Domain.Webhook;

namespace Logistics.Tracking.Features.ManageWebhooks;

/// <summary>How webhooks and their deliveries are shown to their owner.</summary>
internal static class WebhookAnswers
{
    public static Proto.Webhook Of(Webhook webhook, DateTimeOffset now) => new()
    {
        Id = webhook.Id.ToString(),
        Url = webhook.Url,
        Events = { webhook.Events },
        Enabled = webhook.Enabled,
        DisabledReason = webhook.DisabledReason ?? string.Empty,
        CreatedAt = webhook.CreatedAt.ToTimestamp(),
        FormerSecretUntil = webhook.FormerSecretUntil > now ? webhook.FormerSecretUntil.Value.ToTimestamp() : null,
        PausedUntil = webhook.PausedUntil > now ? webhook.PausedUntil.Value.ToTimestamp() : null,
    };

    public static Delivery Of(WebhookDelivery delivery, bool withPayload) => new()
    {
        EventId = delivery.EventId.ToString(),
        Type = delivery.Type,
        TrackingNumber = delivery.TrackingNumber ?? string.Empty,
        State = delivery.State,
        CreatedAt = delivery.CreatedAt.ToTimestamp(),
        DueAt = delivery.DueAt?.ToTimestamp(),
        Attempts =
        {
            JsonSerializer.Deserialize(delivery.Log, StepJson.Default.ListAttempt)!.Select(Of), // not null: it is written as a list
        },
        Payload = withPayload ? delivery.Payload : string.Empty,
    };

    private static DeliveryAttempt Of(Attempt attempt) => new()
    {
        At = attempt.At.ToTimestamp(),
        Status = attempt.Status ?? 0,
        Error = attempt.Error ?? string.Empty,
        Milliseconds = attempt.Milliseconds,
    };
}
