using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>
/// An account and all that it had is gone: <c>user.deleted</c>. Whoever keeps something about the person erases it, or makes it nobody's.
/// </summary>
public sealed record UserDeleted : IEvent
{
    public const string Name = "user.deleted";

    public required Guid EventId { get; init; }

    public required Guid UserId { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    [JsonIgnore]
    public string EventName => Name;

    [JsonIgnore]
    public string Subject => UserId.ToString();
}
