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

    public static Error OwnersAndDeskOnly { get; } =
        new("shipment.owners_and_desk_only", "This is for the shipment's owner and the support desk to decide.", ErrorKind.Forbidden);

    public static Error NoSuchPhoto { get; } = new(
        "shipment.no_such_photo", "The shipment's proofs have no photo of this number.", ErrorKind.NotFound);

    public static Error DeskOnly { get; } = new("shipment.desk_only", "This is for the support desk.", ErrorKind.Forbidden);

    public static Error AlreadyCorrected { get; } = new(
        "shipment.already_corrected", "That event was corrected before.", ErrorKind.Conflict);

    public static Error ReturnedByAnother { get; } =
        new(
            "shipment.returned_by_another", "Another shipment brings back what this one, cancelled, was to bring back.",
            ErrorKind.Conflict);

    public static Error NothingToCorrect { get; } =
        Error.Validation([new FieldError("eventId", "Is the event of a status that was reported of this shipment.")]);

    public static Error StaysInTheCountry { get; } =
        new(
            "shipment.stays_in_the_country",
            "A redirect goes to a place in the same country; before pick-up change the recipient's address instead.",
            ErrorKind.IllegalState);

    public static Error AliasTaken { get; } = new(
        "shipment.alias_taken", "One of these numbers is another shipment's.", ErrorKind.Conflict);

    public static Error KeyReused { get; } =
        new("idempotency.key_reused", "This idempotency key came before, with another request.", ErrorKind.KeyReused);

    public static Error Busy { get; } =
        new("shipment.busy", "Too many others are changing this shipment; try again.", ErrorKind.Unavailable);

    public static Error NotOnHold(ShipmentStatus status) =>
        new("shipment.not_on_hold", "Only a shipment that is ON_HOLD is released.", ErrorKind.IllegalState) { Details = Current(status) };

    public static Error NotRedirectable(ShipmentStatus status) =>
        new("shipment.not_redirectable", $"A shipment that is {status.ToWire()} cannot be redirected.", ErrorKind.IllegalState)
        {
            Details = Current(status),
        };

    public static Error ProofNeeded(ShipmentOptions options) =>
        new("shipment.proof_needed", "It is handed over only against what was agreed: report it with its proof.", ErrorKind.IllegalState)
        {
            Details = new Dictionary<string, string>
            {
                ["signature"] = options.Signature ? "required" : "optional",
                ["minimumAge"] = options.MinimumAge?.ToString(CultureInfo.InvariantCulture) ?? "none",
            },
        };

    /// <param name="fields">Of the public JSON.</param>
    public static Error NotChangeable(ShipmentStatus status, IEnumerable<string> fields) =>
        new("shipment.not_changeable", $"A shipment that is {status.ToWire()} does not change in this.", ErrorKind.IllegalState)
        {
            Fields = [.. fields.Select(field => new FieldError(field, "Does not change any more."))],
            Details = Current(status),
        };

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

    private static Dictionary<string, string> Current(ShipmentStatus status) => new() { ["currentStatus"] = status.ToWire() };

    public static Error StaleVersion(int current) =>
        new("shipment.stale_version", "The shipment has changed since the version that you name.", ErrorKind.StaleVersion)
        {
            Details = new Dictionary<string, string> { ["version"] = current.ToString(CultureInfo.InvariantCulture) },
        };
}
