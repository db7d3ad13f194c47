namespace Logistics.Gateway.Features.RefreshToken;

/// <summary>The refresh token to trade in.</summary>
internal sealed record RefreshTokenRequest
{
    public string? RefreshToken { get; init; }
}
