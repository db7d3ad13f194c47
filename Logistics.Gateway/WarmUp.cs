using System.Text.Json;
using Grpc.Core;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using StackExchange.Redis;

namespace Logistics.Gateway;

/// <summary>Does before the first request what the first request would have to wait for.</summary>
internal sealed class WarmUp(IServiceProvider services, TrackingService.TrackingServiceClient tracking) : BackgroundService
{
    /// <summary>Before the door opens: to connect blocks a thread, and many requests that wait for it would block all.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        services.GetRequiredService<IConnectionMultiplexer>();
        return base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        JsonSerializer.Deserialize("""{"parcels":[{}],"sender":{"address":{}}}""", GatewayJson.Shared.CreateShipmentRequest);
        try
        {
            await tracking.GetTimelineAsync(new GetTimelineRequest(), cancellationToken: stoppingToken);
        }
        catch (RpcException)
        {
            // There is no parcel without a number; the way there is warm now, or Tracking is away, which the next request will say.
        }
    }
}
