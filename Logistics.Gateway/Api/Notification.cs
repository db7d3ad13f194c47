using Logistics.Contracts.Notifications.V1;

namespace Logistics.Gateway.Api;

/// <summary>What someone was told, or why not.</summary>
internal sealed record Notification
{
    public required string Id { get; init; }

    /// <summary>The event that it tells of.</summary>
    public required string EventId { get; init; }

    public string? TrackingNumber { get; init; }

    public required string Template { get; init; }

    public required Channel Channel { get; init; }

    /// <summary>
    /// <c>sender</c>, <c>recipient</c>, <c>account</c> where it is about your account, or <c>requested</c> where someone asked for it.
    /// </summary>
    public string? RecipientRole { get; init; }

    public string? UserId { get; init; }

    /// <summary>Masked unless it is the reader's own or the reader is staff.</summary>
    public string? Address { get; init; }

    public required NotificationState State { get; init; }

    /// <summary>Why it was suppressed, failed, …</summary>
    public string? Reason { get; init; }

    /// <example>📦 Your package has been picked up</example>
    public string? Title { get; init; }

    public string? Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What you called the request that asked for it.</summary>
    public string? RequestId { get; init; }

    /// <summary>When you read it, in the app.</summary>
    public DateTimeOffset? ReadAt { get; init; }
}
