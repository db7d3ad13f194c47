using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Dispatch;

/// <summary>A change of state that a worker wants to record; void when another has claimed the notification meanwhile.</summary>
internal sealed record Step(Guid Id, int Fence, NotificationState State, string? Reason, int Attempts, DateTimeOffset? DueAt)
{
    public string? Provider { get; init; }

    public Guid[]? ReachedDevices { get; init; }

    /// <summary>The rule that it is by; none: the one before stands.</summary>
    public Rule? Rule { get; init; }

    /// <summary>After an attempt; none is to follow.</summary>
    public static Step End(Notification notification, NotificationState state, SendOutcome outcome) =>
        Again(notification, state, outcome, dueAt: null);

    /// <summary>After an attempt; another may be due.</summary>
    public static Step Again(Notification notification, NotificationState state, SendOutcome outcome, DateTimeOffset? dueAt) =>
        Aside(notification, state, outcome.Reason, dueAt) with
        {
            Attempts = notification.Attempts + 1,
            Provider = outcome.Provider,
            ReachedDevices = outcome.ReachedDevices,
        };

    /// <summary>Without an attempt.</summary>
    public static Step Aside(Notification notification, NotificationState state, string? reason, DateTimeOffset? dueAt = null) =>
        new(notification.Id, notification.Fence, state, reason, notification.Attempts, dueAt)
        {
            Provider = notification.Provider,
            ReachedDevices = notification.ReachedDevices,
        };
}
