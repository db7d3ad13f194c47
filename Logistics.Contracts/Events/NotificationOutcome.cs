using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>What all events of a notification say. Ids only: no address, no text.</summary>
public abstract record NotificationOutcome : IEvent
{
    public required Guid EventId { get; init; }

    public required Guid NotificationId { get; init; }

    /// <summary>The event or request that it tells of.</summary>
    public required Guid CauseId { get; init; }

    public string? TrackingNumber { get; init; }

    /// <summary><c>email</c>, <c>push</c>, <c>sms</c> or <c>in_app</c>.</summary>
    public required string Channel { get; init; }

    public required string Template { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    [JsonIgnore]
    public abstract string EventName { get; }

    [JsonIgnore]
    public string Subject => TrackingNumber ?? NotificationId.ToString();
}

/// <summary>A provider took it: <c>notification.sent</c>.</summary>
public sealed record NotificationSent : NotificationOutcome
{
    public const string Name = "notification.sent";

    [JsonIgnore]
    public override string EventName => Name;
}

/// <summary>It reached the person: <c>notification.delivered</c>.</summary>
public sealed record NotificationDelivered : NotificationOutcome
{
    public const string Name = "notification.delivered";

    [JsonIgnore]
    public override string EventName => Name;
}

/// <summary>It will not be tried again: <c>notification.failed</c>.</summary>
public sealed record NotificationFailed : NotificationOutcome
{
    public const string Name = "notification.failed";

    /// <summary>Why, as a stable code.</summary>
    public required string Reason { get; init; }

    [JsonIgnore]
    public override string EventName => Name;
}

/// <summary>A rule decided against it: <c>notification.suppressed</c>.</summary>
public sealed record NotificationSuppressed : NotificationOutcome
{
    public const string Name = "notification.suppressed";

    /// <summary>The rule that decided, as a stable code.</summary>
    public required string Reason { get; init; }

    [JsonIgnore]
    public override string EventName => Name;
}
