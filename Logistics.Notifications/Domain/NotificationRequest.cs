namespace Logistics.Notifications.Domain;

/// <summary>That an account asked for notifications. Its key sees to it that the same request takes effect once.</summary>
internal sealed class NotificationRequest
{
    /// <summary>Who asked.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>The name that the account gave it, or that was made for it.</summary>
    public required string RequestId { get; init; }

    /// <summary>Of all that was asked for: SHA-256.</summary>
    public required byte[] BodyHash { get; init; }

    public required string Template { get; init; }

    public required Category Category { get; init; }

    public required Priority Priority { get; init; }

    public required int Recipients { get; init; }

    /// <summary>When they are to be sent; none: at once.</summary>
    public DateTimeOffset? SendAt { get; init; }

    /// <summary>Whether they wait for that still.</summary>
    public required bool IsWaiting { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
