namespace Logistics.Gateway.Features.ShareShipment;

/// <summary>A link to give out.</summary>
internal sealed record ShareRequest
{
    /// <summary>At most 90 days away; in 7 days, when absent.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
