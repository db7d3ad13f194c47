using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;

namespace Logistics.Gateway.Features.DecideOnShipment;

/// <summary>Why something is decided; all of it may be left out.</summary>
internal record DecisionRequest
{
    /// <example>CUSTOMER_REQUEST</example>
    public ReasonCode? ReasonCode { get; init; }

    /// <summary>For the staff.</summary>
    public string? Note { get; init; }

    public ShipmentCommand ToProto(string trackingNumber, int expectedVersion, string idempotencyKey) => new()
    {
        TrackingNumber = trackingNumber,
        ReasonCode = ReasonCode ?? Contracts.Common.V1.ReasonCode.Unspecified,
        Note = Note ?? "",
        ExpectedVersion = expectedVersion,
        IdempotencyKey = idempotencyKey,
    };
}
