using System.Globalization;
using System.Text.Json;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Live;

namespace Logistics.Gateway.Features.StreamShipments;

/// <summary>All of an account's parcels, live. The ids are positions in the order of all events, the same in every process.</summary>
internal static class StreamShipmentsEndpoint
{
    public static Task<IResult> HandleAsync(
        HttpContext context, LiveService.LiveServiceClient live, RelayedStream stream, CancellationToken cancellationToken) =>
        stream.RelayAsync(
            context, ending => live.WatchAccount(RequestOf(context.Request), cancellationToken: ending), Write, cancellationToken);

    private static WatchAccountRequest RequestOf(HttpRequest request)
    {
        var watch = new WatchAccountRequest();
        if (long.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            watch.After = last;
        }

        return watch;
    }

    private static void Write(EventStream stream, WatchAccountResponse response)
    {
        switch (response.WhatCase)
        {
            case WatchAccountResponse.WhatOneofCase.Snapshot:
                var list = new TrackingList { Shipments = [.. response.Snapshot.Shipments.Select(shipment => shipment.ToApi())] };
                stream.Write("snapshot"u8, response.Position, JsonSerializer.SerializeToUtf8Bytes(list, GatewayJson.Shared.TrackingList));
                break;
            case WatchAccountResponse.WhatOneofCase.Entry:
                var @event = response.Entry.Entry.ToApi(response.Entry.TrackingNumber);
                stream.Write(
                    "tracking"u8, response.Position, JsonSerializer.SerializeToUtf8Bytes(@event, GatewayJson.Shared.TrackingEvent));
                break;
            case WatchAccountResponse.WhatOneofCase.Estimate:
                var news = response.Estimate.Estimate.ToApi(response.Estimate.TrackingNumber);
                stream.Write(
                    "estimate"u8, response.Position, JsonSerializer.SerializeToUtf8Bytes(news, GatewayJson.Shared.DeliveryEstimate));
                break;
            case WatchAccountResponse.WhatOneofCase.None:
                stream.WriteHeartbeat();
                break;
        }
    }
}
