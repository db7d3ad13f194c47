using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>
/// A push provider says that a device's token is dead: <c>notification.push_token_rejected</c>. Identity forgets the device.
/// </summary>
public sealed record PushTokenRejected : IEvent
{
    public const string Name = "notification.push_token_rejected";

    public required Guid EventId { get; init; }

    /// <summary>Whose it was when the message was sent.</summary>
    public required Guid UserId { get; init; }

    public required Guid DeviceId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    [JsonIgnore]
    public string EventName => Name;

    [JsonIgnore]
    public string Subject => UserId.ToString();
}
