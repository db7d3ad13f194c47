using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Shipments.V1;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Proto = Logistics.Contracts.Shipments.V1;
using Share = Logistics.Gateway.Api.Share;
using SharedParcel = Logistics.Gateway.Api.SharedParcel;
using SharedParty = Logistics.Gateway.Api.SharedParty;
using SharedShipment = Logistics.Gateway.Api.SharedShipment;

namespace Logistics.Gateway.Features.ShareShipment;

internal static class ShareEndpoints
{
    public static async Task<Created<NewShare>> ShareAsync(
        string trackingNumber,
        ShareRequest body,
        SharingService.SharingServiceClient sharing,
        IOptions<GatewayOptions> options,
        CancellationToken cancellationToken)
    {
        var request = new ShareShipmentRequest { TrackingNumber = trackingNumber, ExpiresAt = body.ExpiresAt?.ToTimestamp() };
        var made = await sharing.ShareShipmentAsync(request, cancellationToken: cancellationToken);
        var share = ToApi(made.Share);
        var url = new Uri(options.Value.PublicUrl, "v1/shared/" + made.Token).AbsoluteUri;
        return TypedResults.Created(
            url, new NewShare { Id = share.Id, CreatedAt = share.CreatedAt, ExpiresAt = share.ExpiresAt, Url = url });
    }

    public static async Task<Ok<ShareList>> ListAsync(
        string trackingNumber, SharingService.SharingServiceClient sharing, CancellationToken cancellationToken)
    {
        var list = await sharing.ListSharesAsync(
            new ListSharesRequest { TrackingNumber = trackingNumber }, cancellationToken: cancellationToken);
        return TypedResults.Ok(new ShareList { Items = [.. list.Shares.Select(ToApi)] });
    }

    public static async Task<NoContent> RevokeAsync(
        string trackingNumber, string id, SharingService.SharingServiceClient sharing, CancellationToken cancellationToken)
    {
        await sharing.RevokeShareAsync(
            new RevokeShareRequest { TrackingNumber = trackingNumber, Id = id }, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }

    /// <summary>Shipments says whether the link is good; Tracking has the timeline.</summary>
    public static async Task<Ok<SharedShipment>> OpenAsync(
        string token, SharingService.SharingServiceClient sharing, TrackingService.TrackingServiceClient tracking,
        CancellationToken cancellationToken)
    {
        var shared = await sharing.OpenShareAsync(new OpenShareRequest { Token = token }, cancellationToken: cancellationToken);
        var request = new GetTimelineRequest { TrackingNumber = shared.TrackingNumber };
        var timeline = await tracking.GetTimelineAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(new SharedShipment
        {
            Sender = ToApi(shared.Sender),
            Recipient = ToApi(shared.Recipient),
            Parcels = [.. shared.Parcels.Select(ToApi)],
            PromisedAt = shared.PromisedAt.ToDateTimeOffset(),
            ExpiresAt = shared.ExpiresAt.ToDateTimeOffset(),
            Tracking = timeline.ToApi(),
        });
    }

    private static Share ToApi(Proto.Share share) => new()
    {
        Id = share.Id,
        CreatedAt = share.CreatedAt.ToDateTimeOffset(),
        ExpiresAt = share.ExpiresAt.ToDateTimeOffset(),
        RevokedAt = share.RevokedAt?.ToDateTimeOffset(),
    };

    private static SharedParty ToApi(Proto.SharedParty party) => new()
    {
        Initials = party.Initials,
        City = party.City,
        Region = party.Region.OrNull(),
        PostalCode = party.PostalCode.OrNull(),
        Country = party.Country,
    };

    private static SharedParcel ToApi(Proto.SharedParcel parcel) => new()
    {
        WeightGrams = parcel.WeightGrams,
        LengthMm = parcel.LengthMm.OrNull(),
        WidthMm = parcel.WidthMm.OrNull(),
        HeightMm = parcel.HeightMm.OrNull(),
    };
}
