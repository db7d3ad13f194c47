using Logistics.Contracts.Events;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Rules;

namespace Logistics.Notifications.Features.NotifyOfShipments;

/// <summary>A shipment's event that may be told to someone.</summary>
internal sealed record ShipmentCandidate(ShipmentEvent Event, RecipientRole Role) : Candidate;
