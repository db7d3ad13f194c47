using System.Text.Json;
using Logistics.Contracts.Tracking.V1;

namespace Logistics.Gateway.Api;

/// <summary>An address of yours that is told what happens to your shipments (https://www.standardwebhooks.com).</summary>
internal record Webhook
{
    public required string Id { get; init; }

    /// <example>https://shop.example/hooks/parcels</example>
    public required string Url { get; init; }

    /// <summary>The events that it gets; none: all.</summary>
    /// <example>["shipment.delivered", "shipment.delivery_attempted"]</example>
    public required IReadOnlyList<string> Events { get; init; }

    /// <summary>While it is not, what would be sent is held.</summary>
    public required bool Enabled { get; init; }

    /// <summary><c>gone</c>: it answered 410.</summary>
    public string? DisabledReason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>So long the secret before the last change signs, too.</summary>
    public DateTimeOffset? FormerSecretUntil { get; init; }

    /// <summary>So long nothing is sent: it did not answer, or asked for the pause.</summary>
    public DateTimeOffset? PausedUntil { get; init; }
}

/// <summary>A webhook with the secret that it just got.</summary>
internal sealed record WebhookWithSecret : Webhook
{
    /// <summary>What messages are signed with. It cannot be shown again.</summary>
    /// <example>whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw</example>
    public required string Secret { get; init; }
}

/// <summary>Your webhooks, the oldest first.</summary>
internal sealed record WebhookList
{
    public required IReadOnlyList<Webhook> Items { get; init; }
}

/// <summary>A message for a webhook, and what has become of it.</summary>
internal sealed record WebhookDelivery
{
    /// <summary>The <c>webhook-id</c>: the same at every attempt.</summary>
    public required string EventId { get; init; }

    /// <example>shipment.delivered</example>
    public required string Type { get; init; }

    public string? TrackingNumber { get; init; }

    public required DeliveryState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<WebhookAttempt> Attempts { get; init; }

    /// <summary>The body; only where one delivery is read.</summary>
    public JsonElement? Payload { get; init; }
}

/// <summary>One attempt to deliver.</summary>
internal sealed record WebhookAttempt
{
    public required DateTimeOffset At { get; init; }

    /// <summary>What was answered.</summary>
    /// <example>503</example>
    public int? Status { get; init; }

    /// <summary>Why nothing was: timeout, connection, tls, address_refused.</summary>
    public string? Error { get; init; }

    public required int Milliseconds { get; init; }
}

/// <summary>What a webhook was sent, or is to be, newest first.</summary>
internal sealed record WebhookDeliveryPage : Page<WebhookDelivery>;

/// <summary>How many messages are sent again.</summary>
internal sealed record Replay
{
    public required int Queued { get; init; }
}
