namespace Logistics.Gateway.Features.ChangeEmail;

/// <summary>The address to be, and the account's password.</summary>
internal sealed record ChangeEmailRequest
{
    /// <example>amina.haddad@example.com</example>
    public string? NewEmail { get; init; }

    /// <example>three parcels from Oran</example>
    public string? Password { get; init; }
}
