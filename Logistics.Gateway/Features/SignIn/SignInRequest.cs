using Logistics.Gateway.RateLimits;

namespace Logistics.Gateway.Features.SignIn;

/// <summary>The credentials of an account.</summary>
internal sealed record SignInRequest : INamesAccount
{
    /// <example>amina@example.com</example>
    public string? Email { get; init; }

    /// <example>three parcels from Oran</example>
    public string? Password { get; init; }

    /// <summary>What the session is called in the list of sessions.</summary>
    /// <example>Amina's phone</example>
    public string? Device { get; init; }

    string? INamesAccount.Account => Email;
}
