using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Dispatch;

/// <summary>A change of state that a worker wants to record; void when another has claimed the notification meanwhile.</summary>
internal sealed record Step(Guid Id, int Fence, NotificationState State, string? Reason, int Attempts, DateTimeOffset? DueAt)
{
    /// <summary>After an attempt, there is none to follow.</summary>
    public static Step End(Notification notification, NotificationState state, string? reason = null) =>
        new(notification.Id, notification.Fence, state, reason, notification.Attempts + 1, DueAt: null);

    /// <summary>After an attempt, another is due.</summary>
    public static Step Again(Notification notification, NotificationState state, string? reason, DateTimeOffset dueAt) =>
        new(notification.Id, notification.Fence, state, reason, notification.Attempts + 1, dueAt);

    /// <summary>Without an attempt.</summary>
    public static Step Aside(Notification notification, NotificationState state, string? reason, DateTimeOffset? dueAt = null) =>
        new(notification.Id, notification.Fence, state, reason, notification.Attempts, dueAt);
}
