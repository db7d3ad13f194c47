using Logistics.Contracts.Common.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;
using Parcel = Logistics.Gateway.Api.Parcel;
using Party = Logistics.Gateway.Api.Party;
using Proto = Logistics.Contracts.Shipments.V1;

namespace Logistics.Gateway.Features.CreateShipment;

/// <summary>A new shipment.</summary>
internal sealed record CreateShipmentRequest
{
    public Party? Sender { get; init; }

    public Party? Recipient { get; init; }

    public IReadOnlyList<Parcel?>? Parcels { get; init; }

    /// <summary>How fast it has to be.</summary>
    /// <example>STANDARD</example>
    public ServiceLevel? ServiceLevel { get; init; }

    /// <summary>Your own number for it.</summary>
    /// <example>ORDER-1042</example>
    public string? Reference { get; init; }

    /// <summary>The service's request. Refuses only what cannot be said in it; the rules are the service's.</summary>
    public Result<Proto.CreateShipmentRequest> ToProto(string idempotencyKey)
    {
        if (ServiceLevel == Contracts.Common.V1.ServiceLevel.Unspecified)
        {
            return EdgeErrors.Invalid("serviceLevel", "Must be one of " + PublicNames<ServiceLevel>.List);
        }

        var request = new Proto.CreateShipmentRequest
        {
            Sender = Sender?.ToProto(),
            Recipient = Recipient?.ToProto(),
            ServiceLevel = ServiceLevel ?? Contracts.Common.V1.ServiceLevel.Unspecified,
            Reference = Reference ?? "",
            IdempotencyKey = idempotencyKey,
        };
        for (var i = 0; i < Parcels?.Count; i++)
        {
            if (Parcels[i] is not { } parcel)
            {
                return EdgeErrors.Invalid($"parcels[{i}]", "Must be an object.");
            }

            if (parcel.Value is not null && parcel.Value.ToMinorUnits() is null)
            {
                return EdgeErrors.Invalid($"parcels[{i}].value.amount", "Must have no more decimals than the currency has, and be of a sensible size.");
            }

            request.Parcels.Add(parcel.ToProto());
        }

        return request;
    }
}
