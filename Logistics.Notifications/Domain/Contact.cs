namespace Logistics.Notifications.Domain;

/// <summary>Our copy of how an account can be reached, kept by <c>user.*</c> events.</summary>
internal sealed class Contact
{
    public required Guid UserId { get; init; }

    public required string Email { get; set; }

    /// <summary>
    /// Whether the address was shown to be the person's. Until then nothing goes there but what confirms it, and nothing that is there is
    /// shown.
    /// </summary>
    public required bool EmailConfirmed { get; set; }

    /// <summary>The address as it is compared: lower case.</summary>
    public required string EmailKey { get; set; }

    public required string Name { get; set; }

    public string? Phone { get; set; }

    public required string Locale { get; set; }

    /// <summary>IANA, where the person has said it.</summary>
    public string? TimeZone { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When name, phone and language were last said, which has nothing to do with when the address was.</summary>
    public DateTimeOffset ProfileUpdatedAt { get; set; }

    /// <summary>
    /// The account is gone, and nothing of it is kept but this: what arrives late must not bring it back, and nothing is later than
    /// <see cref="UpdatedAt"/> then.
    /// </summary>
    public DateTimeOffset? ErasedAt { get; set; }
}
