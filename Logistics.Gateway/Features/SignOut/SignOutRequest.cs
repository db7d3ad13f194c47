namespace Logistics.Gateway.Features.SignOut;

/// <summary>The refresh token to revoke, and with it all that came from the same sign-in.</summary>
internal sealed record SignOutRequest
{
    public string? RefreshToken { get; init; }
}
