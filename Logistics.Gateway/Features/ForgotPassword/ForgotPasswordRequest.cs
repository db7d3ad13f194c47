using Logistics.Gateway.RateLimits;

namespace Logistics.Gateway.Features.ForgotPassword;

/// <summary>The address of the account.</summary>
internal sealed record ForgotPasswordRequest : INamesAccount
{
    /// <example>amina@example.com</example>
    public string? Email { get; init; }

    string? INamesAccount.Account => Email;
}
