using Logistics.Gateway.RateLimits;

namespace Logistics.Gateway.Features.RefreshToken;

/// <summary>The refresh token to trade in.</summary>
internal sealed record RefreshTokenRequest : INamesAccount
{
    public string? RefreshToken { get; init; }

    /// <summary>The token itself stands for its account.</summary>
    string? INamesAccount.Account => RefreshToken;
}
