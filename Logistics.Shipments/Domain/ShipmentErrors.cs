using System.Collections.Immutable;
using System.Globalization;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Shipments.Domain;

/// <summary>What can go wrong with a shipment, as callers see it.</summary>
internal static class ShipmentErrors
{
    /// <summary>Also for a malformed number and for someone else's shipment: the answer does not tell which.</summary>
    public static Error NotFound { get; } = new("shipment.not_found", "There is no such shipment.", ErrorKind.NotFound);

    public static Error CustomersOnly { get; } = new("shipment.customers_only", "Only customers create shipments.", ErrorKind.Forbidden);

    public static Error KeyReused { get; } =
        new("idempotency.key_reused", "This idempotency key came before, with another request.", ErrorKind.KeyReused);

    public static Error Busy { get; } =
        new("shipment.busy", "Too many others are changing this shipment; try again.", ErrorKind.Unavailable);

    public static Error NotYours(ShipmentStatus status) =>
        new("shipment.status_not_yours", $"Your role does not bring this shipment to {status.ToWire()}.", ErrorKind.Forbidden);

    public static Error TransitionNotAllowed(ShipmentStatus from, ShipmentStatus to, ImmutableArray<ShipmentStatus> allowed) =>
        new("shipment.transition_not_allowed", $"A shipment that is {from.ToWire()} cannot become {to.ToWire()}.", ErrorKind.IllegalState)
        {
            Details = new Dictionary<string, string>
            {
                ["currentStatus"] = from.ToWire(),
                ["allowed"] = string.Join(',', allowed.Select(status => status.ToWire())),
            },
        };

    public static Error StaleVersion(int current) =>
        new("shipment.stale_version", "The shipment has changed since the version that you name.", ErrorKind.StaleVersion)
        {
            Details = new Dictionary<string, string> { ["version"] = current.ToString(CultureInfo.InvariantCulture) },
        };
}
