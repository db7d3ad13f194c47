using Logistics.Contracts.Events;

namespace Logistics.Notifications.Domain;

/// <summary>Our copy of what a person wants to be told, how and when. Who has never said has none: the defaults.</summary>
internal sealed class KnownPreferences
{
    public required Guid UserId { get; init; }

    public required CategoryChannels Channels { get; set; }

    public QuietHours? QuietHours { get; set; }

    /// <summary>BCP 47: the language of messages, where it is not the account's.</summary>
    public string? Locale { get; set; }

    public required string Digest { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
