using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Engine;

/// <summary>Asks the instance under check itself, not the endpoint that its replicas share.</summary>
internal sealed class HttpHealthCheck(EndpointAnnotation endpoint, string path, int expectedStatus) : IHealthCheck
{
    private static readonly HttpClient Client = new(
        new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(1), UseProxy = false })
    {
        Timeout = TimeSpan.FromSeconds(5),
    };

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var port = HealthMonitor.Instance?.PortOf(endpoint) ?? endpoint.AllocatedEndpoint?.Port;
        var url = $"{endpoint.UriScheme}://localhost:{port?.ToString(CultureInfo.InvariantCulture)}/{path.TrimStart('/')}";
        try
        {
            using var response = await Client.GetAsync(url, cancellationToken);
            return (int)response.StatusCode == expectedStatus
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"{url} answered {(int)response.StatusCode}, not {expectedStatus}.");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy($"{url}: {exception.Message}");
        }
    }
}
