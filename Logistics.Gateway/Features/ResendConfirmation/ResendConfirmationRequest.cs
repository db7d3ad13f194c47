using Logistics.Gateway.RateLimits;

namespace Logistics.Gateway.Features.ResendConfirmation;

/// <summary>The address that is to be confirmed.</summary>
internal sealed record ResendConfirmationRequest : INamesAccount
{
    /// <example>amina@example.com</example>
    public string? Email { get; init; }

    string? INamesAccount.Account => Email;
}
