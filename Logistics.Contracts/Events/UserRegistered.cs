using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>An account was made: <c>user.registered</c>. Consumers keep the contact to know whom to tell, and how.</summary>
public sealed record UserRegistered : IEvent
{
    public const string Name = "user.registered";

    public required Guid EventId { get; init; }

    public required Guid UserId { get; init; }

    public required string Email { get; init; }

    /// <summary>
    /// Whether the address is known to be the person's: if not, nothing of what goes there may be shown to the account yet.
    /// </summary>
    public bool EmailConfirmed { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Locale { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    [JsonIgnore]
    public string EventName => Name;

    [JsonIgnore]
    public string Subject => UserId.ToString();
}
