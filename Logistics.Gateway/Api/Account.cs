namespace Logistics.Gateway.Api;

/// <summary>The caller's own account.</summary>
internal sealed record Account
{
    public required string Id { get; init; }

    public required string Email { get; init; }

    /// <summary>Whether a mailed link has shown that the address is yours. Until then nothing that goes there is shown to you.</summary>
    public required bool EmailConfirmed { get; init; }

    public required string Name { get; init; }

    /// <summary>E.164.</summary>
    public string? Phone { get; init; }

    /// <summary>BCP 47.</summary>
    public string? Locale { get; init; }

    /// <summary>IANA.</summary>
    /// <example>Africa/Algiers</example>
    public string? TimeZone { get; init; }

    /// <summary>CUSTOMER, DRIVER, WAREHOUSE, SUPPORT, ADMIN.</summary>
    public required IReadOnlyList<string> Roles { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
