using Logistics.Contracts.Notifications.V1;

namespace Logistics.Gateway.Api;

/// <summary>Why someone was told or not.</summary>
internal sealed record Explanation
{
    public required string NotificationId { get; init; }

    public required NotificationState State { get; init; }

    /// <summary>
    /// What decided: <c>EXPIRY</c>, <c>ADDRESS</c>, <c>CRITICAL</c>, <c>PREFERENCE</c>, <c>QUIET_HOURS</c>, <c>THROTTLE</c>, <c>DIGEST</c>
    /// or <c>NO_OBJECTION</c>.
    /// </summary>
    public string? Rule { get; init; }

    public string? Reason { get; init; }

    /// <summary>All of it in words.</summary>
    /// <example>It is held back. The person does not want to be disturbed from 22:00 to 07:00 (Africa/Algiers).</example>
    public required string Text { get; init; }

    /// <summary>When it goes out, or is looked at again.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The notification that tells it together with others.</summary>
    public string? ToldBy { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<ExplainedChange> History { get; init; }
}

/// <summary>A step in the life of a notification.</summary>
internal sealed record ExplainedChange
{
    public required NotificationState State { get; init; }

    public string? Reason { get; init; }

    /// <summary>Which attempt it was part of; 0 before the first.</summary>
    public required int Attempt { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Text { get; init; }
}
