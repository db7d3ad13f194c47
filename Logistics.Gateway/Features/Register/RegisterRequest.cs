using Logistics.Gateway.RateLimits;

namespace Logistics.Gateway.Features.Register;

/// <summary>A new account.</summary>
internal sealed record RegisterRequest : INamesAccount
{
    /// <example>amina@example.com</example>
    public string? Email { get; init; }

    /// <example>three parcels from Oran</example>
    public string? Password { get; init; }

    /// <example>Amina Haddad</example>
    public string? Name { get; init; }

    /// <summary>E.164.</summary>
    /// <example>+213550123456</example>
    public string? Phone { get; init; }

    /// <summary>BCP 47: the language to write in.</summary>
    /// <example>fr-DZ</example>
    public string? Locale { get; init; }

    string? INamesAccount.Account => Email;
}
