namespace Logistics.Gateway.Api;

/// <summary>A mail in the development mailbox.</summary>
internal sealed record Mail
{
    public required string Id { get; init; }

    public required string To { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset SentAt { get; init; }

    public required string MessageId { get; init; }

    /// <summary>The plain text; only where one mail is read.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML; only where one mail is read.</summary>
    public string? Html { get; init; }
}
