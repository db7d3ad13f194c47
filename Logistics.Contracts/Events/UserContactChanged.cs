using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>
/// A person changed the name, phone or language of the account: <c>user.contact_changed</c>. Of two, the later counts. A change of the
/// address has events of its own.
/// </summary>
public sealed record UserContactChanged : IEvent
{
    public const string Name = "user.contact_changed";

    public required Guid EventId { get; init; }

    public required Guid UserId { get; init; }

    public required string Email { get; init; }

    /// <summary>As in <see cref="UserRegistered"/>.</summary>
    public bool EmailConfirmed { get; init; }

    public required string DisplayName { get; init; }

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    /// <summary>BCP 47.</summary>
    public required string Locale { get; init; }

    /// <summary>IANA: <c>Africa/Algiers</c>.</summary>
    public string? TimeZone { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    [JsonIgnore]
    public string EventName => Name;

    [JsonIgnore]
    public string Subject => UserId.ToString();
}
