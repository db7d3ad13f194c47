namespace Logistics.Gateway.Api;

/// <summary>A sender or a recipient.</summary>
internal sealed record Party
{
    /// <example>Amina Haddad</example>
    public string? Name { get; init; }

    public string? Company { get; init; }

    /// <summary>Where to tell them what becomes of the parcel.</summary>
    /// <example>amina@example.com</example>
    public string? Email { get; init; }

    /// <summary>E.164.</summary>
    /// <example>+213550123456</example>
    public string? Phone { get; init; }

    public Address? Address { get; init; }
}
