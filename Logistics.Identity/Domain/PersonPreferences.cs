using Logistics.Contracts.Events;

namespace Logistics.Identity.Domain;

/// <summary>What a person wants to be told, how and when. Who has never said has no row, and the defaults.</summary>
internal sealed class PersonPreferences
{
    public const string NoDigest = "NONE";
    public const string HourlyDigest = "HOURLY";
    public const string DailyDigest = "DAILY";

    public required Guid AccountId { get; init; }

    public CategoryChannels Channels { get; set; } = new();

    public QuietHours? QuietHours { get; set; }

    /// <summary>BCP 47: the language of messages, where it is not the account's.</summary>
    public string? Locale { get; set; }

    public string Digest { get; set; } = NoDigest;
}
