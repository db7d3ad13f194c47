using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Common.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;
using Proto = Logistics.Contracts.Shipments.V1;

namespace Logistics.Gateway.Features.ChangeStatus;

/// <summary>What happened to a shipment.</summary>
internal record ChangeStatusRequest
{
    /// <example>PICKED_UP</example>
    public ShipmentStatus? Status { get; init; }

    /// <summary>Where it happened.</summary>
    public Location? Location { get; init; }

    /// <summary>Why, where there is a reason to give.</summary>
    public ReasonCode? ReasonCode { get; init; }

    /// <summary>For the staff.</summary>
    public string? Note { get; init; }

    /// <summary>When it happened, with the offset of the place; now, when absent.</summary>
    /// <example>2026-04-06T13:00:00+01:00</example>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>
    /// How it comes: API (the default) as it happens; OFFLINE, kept by a device, and PARTNER, from another carrier, later: always kept.
    /// </summary>
    public ReportSource? Source { get; init; }

    /// <summary>The service's request. Refuses only what cannot be said in it; the rules are the service's.</summary>
    public Result<Proto.ChangeStatusRequest> ToProto(string trackingNumber, int expectedVersion, string idempotencyKey)
    {
        if (Source == ReportSource.Unspecified)
        {
            return EdgeErrors.Invalid("source", "Must be one of " + PublicNames<ReportSource>.List);
        }

        if (ReasonCode == Contracts.Common.V1.ReasonCode.Unspecified)
        {
            return EdgeErrors.Invalid("reasonCode", "Must be one of " + PublicNames<ReasonCode>.List);
        }

        return new Proto.ChangeStatusRequest
        {
            TrackingNumber = trackingNumber,
            Status = Status ?? ShipmentStatus.Unspecified,
            Place = Location?.ToProto(),
            ReasonCode = ReasonCode ?? Contracts.Common.V1.ReasonCode.Unspecified,
            Note = Note ?? "",
            OccurredAt = OccurredAt?.ToTimestamp(),
            OccurredAtOffsetMinutes = (int)(OccurredAt?.Offset.TotalMinutes ?? 0),
            Source = Source ?? ReportSource.Unspecified,
            ExpectedVersion = expectedVersion,
            IdempotencyKey = idempotencyKey,
        };
    }
}
