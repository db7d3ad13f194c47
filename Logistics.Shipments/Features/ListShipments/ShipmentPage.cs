using Logistics.Shipments.Domain;

namespace Logistics.Shipments.Features.ListShipments;

/// <param name="NextCursor">Empty on the last page.</param>
internal sealed record ShipmentPage(IReadOnlyList<Shipment> Shipments, string NextCursor);
