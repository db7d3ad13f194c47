namespace Logistics.Gateway.Api;

/// <summary>How many messages in the app you have not read.</summary>
internal sealed record Unread
{
    /// <example>3</example>
    public required int Count { get; init; }
}

/// <summary>What is in the app: the newest messages, or those that changed.</summary>
internal sealed record InboxNews
{
    /// <summary>How many of all are unread.</summary>
    public required int Unread { get; init; }

    /// <summary>As they are now, the newest first.</summary>
    public required IReadOnlyList<Notification> Items { get; init; }
}
