namespace Logistics.Identity.Links;

/// <summary>A link that is on its way to somebody. Gone once it was used.</summary>
internal sealed class MailedLink
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required LinkPurpose Purpose { get; init; }

    /// <summary>SHA-256 of the token, which has 256 random bits.</summary>
    public required byte[] TokenHash { get; init; }

    /// <summary>Where it was mailed to: whoever uses it reads that mailbox.</summary>
    public required string Email { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }
}
