using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Features.RefreshToken;

internal static class RefreshTokenErrors
{
    /// <summary>For a token that was used, has expired, was revoked or never was.</summary>
    public static readonly Error Refused =
        new("auth.invalid_refresh_token", "This refresh token is not valid any more. Sign in again.", ErrorKind.Unauthenticated);
}
