namespace Logistics.Notifications.Dispatch;

/// <summary>What became of an attempt.</summary>
/// <param name="Result">What the provider did.</param>
/// <param name="Reason">Why, as a stable code; none for <see cref="SendResult.Sent"/>.</param>
internal readonly record struct SendOutcome(SendResult Result, string? Reason = null)
{
    public static SendOutcome Sent { get; } = new(SendResult.Sent);

    /// <summary>How long the provider wants to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Who was asked.</summary>
    public string? Provider { get; init; }

    /// <summary>Of several devices those that have it by now.</summary>
    public Guid[]? ReachedDevices { get; init; }
}

/// <summary>What a provider can do with a notification.</summary>
internal enum SendResult
{
    /// <summary>It took it.</summary>
    Sent,

    /// <summary>It does not want it now.</summary>
    Refused,

    /// <summary>It will never want it.</summary>
    Rejected,

    /// <summary>It says that the address is none of anybody's.</summary>
    Bounced,

    /// <summary>There is nobody there to send to.</summary>
    Nobody,

    /// <summary>We cannot know whether it took it.</summary>
    Uncertain,

    /// <summary>
    /// It was not asked, or takes nothing from anybody: it is away, its quota is used up, time ran out first. Counts as no attempt.
    /// </summary>
    NotTried,
}
