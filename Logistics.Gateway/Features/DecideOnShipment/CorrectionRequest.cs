namespace Logistics.Gateway.Features.DecideOnShipment;

/// <summary>What was a mistake.</summary>
internal sealed record CorrectionRequest
{
    /// <summary>The <c>eventId</c> of an entry of the timeline.</summary>
    public string? EventId { get; init; }

    /// <summary>For the staff.</summary>
    public string? Note { get; init; }
}
