using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>
/// <c>shipment.updated</c>: what is known of a shipment changed, not how far it has come: contacts, reference, parcels, partners' numbers,
/// or by a redirect where it goes. The event carries all of it as it is now; <see cref="ShipmentEvent.ReasonCode"/> is the redirect's.
/// </summary>
public sealed record ShipmentUpdated : ShipmentEvent
{
    /// <summary>
    /// It goes to another address, or to a pick-up point, from now on: <see cref="ShipmentEvent.Recipient"/> has the city.
    /// </summary>
    public bool Redirected { get; init; }

    /// <summary>The name of the pick-up point that it goes to, where it does not go to the door.</summary>
    public string? PickupPoint { get; init; }

    /// <summary>
    /// The partners' numbers for it (<see cref="PartnerNumber"/>), all of them as they are now, where it is they that changed; else null.
    /// </summary>
    public IReadOnlyList<string>? Aliases { get; init; }

    [JsonIgnore]
    public override string EventName => ShipmentEventNames.Updated;
}
