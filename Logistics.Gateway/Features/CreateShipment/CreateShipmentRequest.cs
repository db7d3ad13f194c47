using Logistics.Contracts.Common.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;
using Parcel = Logistics.Gateway.Api.Parcel;
using Party = Logistics.Gateway.Api.Party;
using Proto = Logistics.Contracts.Shipments.V1;

namespace Logistics.Gateway.Features.CreateShipment;

/// <summary>A new shipment.</summary>
internal record CreateShipmentRequest
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

    public ShipmentOptions? Options { get; init; }

    /// <summary>For customs, where it leaves the country.</summary>
    public IReadOnlyList<CustomsItem?>? Customs { get; init; }

    /// <summary>When it should be fetched.</summary>
    public TimeWindow? Pickup { get; init; }

    /// <summary>When it should be brought.</summary>
    public TimeWindow? Delivery { get; init; }

    /// <summary>The service's request. Refuses only what cannot be said in it; the rules are the service's.</summary>
    public Result<Proto.CreateShipmentRequest> ToProto(string idempotencyKey)
    {
        if (ServiceLevel == Contracts.Common.V1.ServiceLevel.Unspecified)
        {
            return EdgeErrors.Invalid("serviceLevel", "Must be one of " + PublicNames<ServiceLevel>.List);
        }

        return new Proto.CreateShipmentRequest
        {
            Sender = Sender?.ToProto(),
            Recipient = Recipient?.ToProto(),
            Parcels = { (Parcels ?? []).Select(parcel => (parcel ?? new Parcel()).ToProto()) },
            ServiceLevel = ServiceLevel ?? Contracts.Common.V1.ServiceLevel.Unspecified,
            Reference = Reference ?? "",
            Options = Options?.ToProto(),
            Customs = { (Customs ?? []).Select(item => (item ?? new CustomsItem()).ToProto()) },
            Pickup = Pickup?.ToProto(),
            Delivery = Delivery?.ToProto(),
            IdempotencyKey = idempotencyKey,
        };
    }
}
