namespace Logistics.Gateway.Features.ChangePassword;

/// <summary>The password that is, and the one to be.</summary>
internal sealed record ChangePasswordRequest
{
    /// <example>three parcels from Oran</example>
    public string? CurrentPassword { get; init; }

    /// <example>four parcels from Oran</example>
    public string? NewPassword { get; init; }
}
