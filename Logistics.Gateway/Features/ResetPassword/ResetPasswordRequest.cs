namespace Logistics.Gateway.Features.ResetPassword;

/// <summary>The token of the link that was mailed, and the password to be.</summary>
internal sealed record ResetPasswordRequest
{
    public string? Token { get; init; }

    /// <example>four parcels from Oran</example>
    public string? NewPassword { get; init; }
}
