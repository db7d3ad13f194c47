using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>
/// An account's address, the first or a changed one, was shown to be its owner's: <c>user.email_confirmed</c>. From now on what goes to
/// that address belongs to the account. Complete, as it may arrive before <c>user.registered</c>.
/// </summary>
public sealed record EmailConfirmed : IEvent
{
    public const string Name = "user.email_confirmed";

    public required Guid EventId { get; init; }

    public required Guid UserId { get; init; }

    public required string Email { get; init; }

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
