namespace Logistics.Contracts.Events;

/// <summary>For each kind of message, the channels that a person wants it by. Members that are missing have their defaults.</summary>
public sealed record CategoryChannels
{
    /// <summary>A parcel's way: registered, picked up, moving on.</summary>
    public ChannelChoice ShipmentProgress { get; init; } = new();

    /// <summary>What someone should be at home for: out for delivery, tried, to be collected, delivered.</summary>
    public ChannelChoice Delivery { get; init; } = new();

    /// <summary>What went wrong: on hold, damaged, lost, going back.</summary>
    public ChannelChoice Problem { get; init; } = new();

    /// <summary>The account's safety. Its mail cannot be turned off.</summary>
    public ChannelChoice Account { get; init; } = new();

    /// <summary>What is new; off unless asked for.</summary>
    public ChannelChoice News { get; init; } = new() { Email = false, Push = false, Sms = false, InApp = false };
}

/// <summary>The channels of one kind of message.</summary>
public sealed record ChannelChoice
{
    public bool Email { get; init; } = true;

    public bool Push { get; init; } = true;

    public bool Sms { get; init; } = true;

    public bool InApp { get; init; } = true;
}

/// <summary>From when to when, every day, a person wants to hear of nothing that can wait. May go past midnight.</summary>
public sealed record QuietHours
{
    /// <summary>Local time, <c>22:00</c>.</summary>
    public required string From { get; init; }

    /// <summary>Local time, <c>07:00</c>.</summary>
    public required string To { get; init; }

    /// <summary>IANA: <c>Africa/Algiers</c>.</summary>
    public required string TimeZone { get; init; }
}
