using Logistics.Contracts.Notifications.V1;

namespace Logistics.Gateway.Api;

/// <summary>What was asked for, and what has become of it.</summary>
internal sealed record NotificationRequest
{
    public required string RequestId { get; init; }

    public required string Template { get; init; }

    public required NotificationCategory Category { get; init; }

    public required NotificationPriority Priority { get; init; }

    public DateTimeOffset? SendAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required int Recipients { get; init; }

    /// <summary>How many notifications are in which state.</summary>
    public required IReadOnlyDictionary<string, int> States { get; init; }

    /// <summary>By recipient and channel.</summary>
    public required IReadOnlyList<RequestedNotification> Notifications { get; init; }
}

/// <summary>One of a request's notifications.</summary>
internal sealed record RequestedNotification
{
    public required string Id { get; init; }

    /// <summary>Where in the request's recipients, from 0.</summary>
    public required int Recipient { get; init; }

    public required Channel Channel { get; init; }

    public required NotificationState State { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>What was called off.</summary>
internal sealed record CancelledRequest
{
    /// <summary>How many had not gone out yet, and will not.</summary>
    public required int Cancelled { get; init; }

    public required NotificationRequest Request { get; init; }
}
