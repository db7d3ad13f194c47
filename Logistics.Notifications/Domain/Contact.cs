namespace Logistics.Notifications.Domain;

/// <summary>Our copy of how an account can be reached, kept by <c>user.*</c> events.</summary>
internal sealed class Contact
{
    public required Guid UserId { get; init; }

    public required string Email { get; set; }

    /// <summary>Whether the address was shown to be the person's. Until then nothing goes there but what confirms it, and nothing that is there is shown.</summary>
    public required bool EmailConfirmed { get; set; }

    /// <summary>The address as it is compared: lower case.</summary>
    public required string EmailKey { get; set; }

    public required string Name { get; set; }

    public string? Phone { get; set; }

    public required string Locale { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}
