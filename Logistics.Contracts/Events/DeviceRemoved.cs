using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>
/// A device is not to be reached any more: <c>user.device_removed</c>. Signed out, idle for too long, or its token was reported dead.
/// </summary>
public sealed record DeviceRemoved : IEvent
{
    public const string Name = "user.device_removed";

    public required Guid EventId { get; init; }

    public required Guid UserId { get; init; }

    public required Guid DeviceId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    [JsonIgnore]
    public string EventName => Name;

    [JsonIgnore]
    public string Subject => UserId.ToString();
}
