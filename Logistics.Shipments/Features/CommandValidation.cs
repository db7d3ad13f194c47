using Google.Protobuf;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;

namespace Logistics.Shipments.Features;

/// <summary>What all commands have in common: why, a note, and the key that makes a repeat one.</summary>
internal static class CommandValidation
{
    /// <param name="command">As it came.</param>
    /// <param name="whole">The request that it came in.</param>
    /// <returns>A report whose status is for the command to say.</returns>
    public static StatusReport Report(FieldFaults faults, ShipmentCommand command, IMessage whole, Guid actorId)
    {
        var reason = faults.Known("reasonCode", command.ReasonCode);
        var note = faults.Optional("note", command.Note, MaxLength.Note);
        faults.Within("expectedVersion", command.ExpectedVersion, 0, int.MaxValue);
        var request = faults.Request(command.IdempotencyKey, whole);
        return new StatusReport(ShipmentStatus.Unspecified, reason, Place: null, note, OccurredAt: null, actorId, request);
    }
}
