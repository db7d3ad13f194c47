namespace Logistics.Gateway.Features.ConfirmEmail;

/// <summary>The token of the link that was mailed.</summary>
internal sealed record ConfirmEmailRequest
{
    public string? Token { get; init; }
}
