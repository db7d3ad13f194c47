using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Features.StreamTimeline;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Logistics.Gateway.Features.StreamShipments;

/// <summary>
/// All of an account's parcels, live: Tracking's own stream, one for each watcher and with the watcher's token, so that Tracking decides what is whose. The ids
/// are positions in the order of all events, the same in every process.
/// </summary>
internal static class StreamShipmentsEndpoint
{
    public static async Task<IResult> HandleAsync(
        HttpContext context,
        LiveService.LiveServiceClient live,
        IOptions<LiveOptions> options,
        IHostApplicationLifetime lifetime,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        using var call = live.WatchAccount(RequestOf(context.Request), cancellationToken: ending.Token);
        if (!await call.ResponseStream.MoveNext(ending.Token))
        {
            return Results.Empty;
        }

        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var stream = new EventStream(context.Response.BodyWriter);
        stream.WriteRetry();
        try
        {
            do
            {
                Write(stream, call.ResponseStream.Current);
                await stream.FlushAsync(ending.Token);
            }
            while (await NextAsync(stream, call.ResponseStream, options.Value.Heartbeat, clock, ending.Token));
        }
        catch (RpcException)
        {
            // Tracking stops, or was read too slowly: the client comes back, and misses nothing.
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client left, or we stop.
        }

        return Results.Empty;
    }

    private static WatchAccountRequest RequestOf(HttpRequest request)
    {
        var watch = new WatchAccountRequest();
        if (long.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last))
        {
            watch.After = last;
        }

        return watch;
    }

    /// <summary>Waits for what is next, showing meanwhile that the stream lives.</summary>
    private static async Task<bool> NextAsync(
        EventStream stream, IAsyncStreamReader<WatchAccountResponse> responses, TimeSpan heartbeat, TimeProvider clock, CancellationToken cancellationToken)
    {
        var next = responses.MoveNext(cancellationToken);
        while (true)
        {
            try
            {
                return await next.WaitAsync(heartbeat, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                stream.WriteHeartbeat();
                await stream.FlushAsync(cancellationToken);
            }
        }
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
                stream.Write("tracking"u8, response.Position, JsonSerializer.SerializeToUtf8Bytes(@event, GatewayJson.Shared.TrackingEvent));
                break;
            case WatchAccountResponse.WhatOneofCase.None:
                stream.WriteHeartbeat();
                break;
        }
    }
}
