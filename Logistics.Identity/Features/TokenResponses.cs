using Logistics.Contracts.Identity.V1;

namespace Logistics.Identity.Features;

internal static class TokenResponses
{
    public static TokenResponse For(string accessToken, Sessions.RefreshToken refreshToken, IdentitySettings settings) => new()
    {
        AccessToken = accessToken,
        RefreshToken = refreshToken.Reveal(),
        ExpiresIn = (int)settings.AccessTokenLifetime.TotalSeconds,
    };
}
