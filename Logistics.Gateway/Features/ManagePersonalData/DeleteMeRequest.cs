namespace Logistics.Gateway.Features.ManagePersonalData;

/// <summary>The password once more, since there is no way back.</summary>
internal sealed record DeleteMeRequest
{
    public string? Password { get; init; }
}
