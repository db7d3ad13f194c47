using Logistics.Gateway.Api;

namespace Logistics.Gateway.Features.DecideOnShipment;

/// <summary>Where a shipment is to go instead.</summary>
internal sealed record RedirectRequest : DecisionRequest
{
    /// <summary>In the same country.</summary>
    public Address? Address { get; init; }

    /// <summary>The name of the pick-up point, where the address is that of one.</summary>
    /// <example>Kiosk at Gare du Nord</example>
    public string? PickupPoint { get; init; }
}
