using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Domain;

/// <summary>One step in the life of a notification. Only ever added.</summary>
internal sealed class NotificationChange
{
    public long Id { get; init; }

    public required Guid NotificationId { get; init; }

    public required NotificationState State { get; init; }

    public string? Reason { get; init; }

    /// <summary>Which attempt it was part of; 0 before the first.</summary>
    public required int Attempt { get; init; }

    public required DateTimeOffset At { get; init; }
}
