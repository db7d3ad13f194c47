using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>
/// A device can be reached by push, or changed hands: <c>user.device_registered</c>. Of two of one device, the later counts.
/// </summary>
public sealed record DeviceRegistered : IEvent
{
    public const string Name = "user.device_registered";

    public required Guid EventId { get; init; }

    public required Guid UserId { get; init; }

    public required Guid DeviceId { get; init; }

    /// <summary><c>ANDROID</c>, <c>IOS</c> or <c>WEB</c>.</summary>
    public required string Platform { get; init; }

    /// <summary>What the push provider knows the device by.</summary>
    public required string Token { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    [JsonIgnore]
    public string EventName => Name;

    [JsonIgnore]
    public string Subject => UserId.ToString();
}
