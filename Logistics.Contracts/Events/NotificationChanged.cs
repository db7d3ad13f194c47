using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Logistics.Contracts.Notifications.V1;

namespace Logistics.Contracts.Events;

/// <summary>
/// A notification reached a state: <c>notification.sent</c>, <c>.delivered</c>, <c>.failed</c>, … Ids only: no address, no text.
/// Waiting in a queue and being in a worker's hands are not told.
/// </summary>
public sealed record NotificationChanged : IEvent
{
    /// <summary>The states that are told.</summary>
    public static IReadOnlyList<NotificationState> States { get; } =
        [.. Enum.GetValues<NotificationState>().Except(
            [NotificationState.Unspecified, NotificationState.Accepted, NotificationState.Queued, NotificationState.Sending])];

    public required Guid EventId { get; init; }

    public required Guid NotificationId { get; init; }

    /// <summary>The event or request that it tells of.</summary>
    public required Guid CauseId { get; init; }

    public string? TrackingNumber { get; init; }

    /// <summary><c>email</c>, <c>push</c>, <c>sms</c> or <c>in_app</c>.</summary>
    public required string Channel { get; init; }

    public required string Template { get; init; }

    public required NotificationState State { get; init; }

    /// <summary>Why, as a stable code, where there is something to say.</summary>
    public string? Reason { get; init; }

    /// <summary>The account whose shipment it is about, or that asked for it; none in events from before it was told.</summary>
    public Guid? OwnerId { get; init; }

    /// <summary>What that account calls the request that asked for it.</summary>
    public string? RequestId { get; init; }

    /// <summary>Which of the request's recipients it is for.</summary>
    public int? RecipientIndex { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    [JsonIgnore]
    public string EventName => NameOf(State);

    [JsonIgnore]
    public string Subject => TrackingNumber ?? NotificationId.ToString();

    [SuppressMessage("Globalization", "CA1308", Justification = "Wire names of events are in lower case.")]
    public static string NameOf(NotificationState state) => $"notification.{state.ToWire().ToLowerInvariant()}";
}
