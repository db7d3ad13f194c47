using System.Text.Json;
using Logistics.Gateway.Api;
using StackExchange.Redis;

namespace Logistics.Gateway;

/// <summary>Does before the first request what the first request would have to wait for.</summary>
internal sealed class WarmUp(IServiceProvider services) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        services.GetRequiredService<IConnectionMultiplexer>(); // connects, and for that blocks
        JsonSerializer.Deserialize("""{"parcels":[{}],"sender":{"address":{}}}""", GatewayJson.Shared.CreateShipmentRequest);
    }
}
