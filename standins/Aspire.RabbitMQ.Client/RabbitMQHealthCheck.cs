using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using RabbitMQ.Client;

namespace Aspire.RabbitMQ.Client;

/// <summary>Healthy when the connection can open a channel. What it throws, the health service reports as the failure.</summary>
internal sealed class RabbitMQHealthCheck(IServiceProvider services, string? key) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var connection = key is null ? services.GetRequiredService<IConnection>() : services.GetRequiredKeyedService<IConnection>(key);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return HealthCheckResult.Healthy();
    }
}
