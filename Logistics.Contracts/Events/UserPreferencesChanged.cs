using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>
/// A person decided anew what to be told, how and when: <c>user.preferences_changed</c>. Carries all of it; of two, the later counts.
/// </summary>
public sealed record UserPreferencesChanged : IEvent
{
    public const string Name = "user.preferences_changed";

    public required Guid EventId { get; init; }

    public required Guid UserId { get; init; }

    public required CategoryChannels Channels { get; init; }

    /// <summary>When not to be disturbed; none: never mind.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>BCP 47: the language of messages, where it is not the account's.</summary>
    public string? Locale { get; init; }

    /// <summary><c>NONE</c>: each message by itself. <c>HOURLY</c>, <c>DAILY</c>: what can wait comes once an hour or a day.</summary>
    public required string Digest { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    [JsonIgnore]
    public string EventName => Name;

    [JsonIgnore]
    public string Subject => UserId.ToString();
}
