using Logistics.Contracts.Tracking.V1;

namespace Logistics.Tracking.Domain;

/// <summary>An event for a webhook, what has become of it, and what is to be sent: the same bytes at every attempt.</summary>
internal sealed class WebhookDelivery
{
    public required Guid WebhookId { get; init; }

    /// <summary>Unique for ever, and so the receiver's means to know what comes twice.</summary>
    public required Guid EventId { get; init; }

    public required string Type { get; init; }

    public string? TrackingNumber { get; init; }

    public required string Payload { get; init; }

    public required DeliveryState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When the next attempt is due; none where there is none to come.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>How often it was tried since it was last queued.</summary>
    public required int Attempts { get; init; }

    /// <summary>All attempts, oldest first, as JSON.</summary>
    public required string Log { get; init; }
}
