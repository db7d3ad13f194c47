namespace Logistics.Gateway.Api;

/// <summary>What you want to be told, how and when. What is absent has its default.</summary>
internal sealed record Preferences
{
    public ChannelsByKind? Channels { get; init; }

    /// <summary>When not to be disturbed: what can wait, waits.</summary>
    public QuietHours? QuietHours { get; init; }

    /// <summary>BCP 47: the language of messages, where it is not your account's.</summary>
    /// <example>fr</example>
    public string? Locale { get; init; }

    /// <summary><c>NONE</c>: each message by itself. <c>HOURLY</c>, <c>DAILY</c>: what can wait comes once an hour or a day.</summary>
    /// <example>NONE</example>
    public string? Digest { get; init; }
}

/// <summary>The channels for each kind of message.</summary>
internal sealed record ChannelsByKind
{
    /// <summary>A parcel's way: registered, picked up, moving on.</summary>
    public ChannelChoice? ShipmentProgress { get; init; }

    /// <summary>What someone should be at home for: out for delivery, tried, to be collected, delivered.</summary>
    public ChannelChoice? Delivery { get; init; }

    /// <summary>What went wrong: on hold, damaged, lost, going back.</summary>
    public ChannelChoice? Problem { get; init; }

    /// <summary>Your account's safety; its mail cannot be turned off.</summary>
    public ChannelChoice? Account { get; init; }

    /// <summary>What is new; off unless you ask for it.</summary>
    public ChannelChoice? News { get; init; }
}

/// <summary>By which channels.</summary>
internal sealed record ChannelChoice
{
    public bool? Email { get; init; }

    public bool? Push { get; init; }

    public bool? Sms { get; init; }

    public bool? InApp { get; init; }
}

/// <summary>Every day from then to then; may go past midnight.</summary>
internal sealed record QuietHours
{
    /// <example>"22:00"</example>
    public string? From { get; init; }

    /// <example>"07:00"</example>
    public string? To { get; init; }

    /// <summary>IANA.</summary>
    /// <example>Africa/Algiers</example>
    public string? TimeZone { get; init; }
}
