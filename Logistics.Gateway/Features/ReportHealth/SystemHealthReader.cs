using System.Text.Json;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Logistics.Gateway.Features.ReportHealth;

/// <summary>
/// Asks every service how it is, and this one. Asked often, it answers from a second ago: anyone may ask, and each asking costs a round of
/// the system.
/// </summary>
internal sealed class SystemHealthReader(
    IHttpClientFactory clients, ServiceAddresses addresses, HealthCheckService own, TimeProvider clock) : IDisposable
{
    public const string Healthy = nameof(HealthStatus.Healthy);

    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly ServiceHealth Unreachable = new() { Status = nameof(Unreachable) };

    private readonly SemaphoreSlim _asking = new(1, 1);
    private SystemHealth? _last;

    public async Task<SystemHealth> ReadAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            return _last is not null && clock.GetUtcNow() - _last.CheckedAt < KeptFor
                ? _last
                : _last = await AskAllAsync(cancellationToken);
        }
        finally
        {
            _asking.Release();
        }
    }

    public void Dispose() => _asking.Dispose();

    private async Task<SystemHealth> AskAllAsync(CancellationToken cancellationToken)
    {
        var asked = addresses.All.ToDictionary(service => service.Key, service => AskAsync(service.Value, cancellationToken));
        asked.Add("gateway", AskOwnAsync(cancellationToken));
        await Task.WhenAll(asked.Values);

        var services = new SortedDictionary<string, ServiceHealth>(StringComparer.Ordinal);
        foreach (var (name, answer) in asked)
        {
            services.Add(name, await answer);
        }

        return new SystemHealth
        {
            Status = services.Values.All(service => service.Status == Healthy) ? Healthy : nameof(HealthStatus.Unhealthy),
            CheckedAt = clock.GetUtcNow(),
            Services = services,
        };
    }

    private async Task<ServiceHealth> AskAsync(Uri service, CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(nameof(SystemHealthReader));
        client.Timeout = Patience;
        try
        {
            // 503 is an answer, too: it says what is wrong.
            using var response = await client.GetAsync(new Uri(service, "/health"), cancellationToken);
            var answer = await response.Content.ReadFromJsonAsync(GatewayJson.Shared.ServiceHealth, cancellationToken);
            return answer ?? Unreachable;
        }
        catch (Exception away)
            when (away is HttpRequestException or JsonException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return Unreachable;
        }
    }

    private async Task<ServiceHealth> AskOwnAsync(CancellationToken cancellationToken)
    {
        var report = await own.CheckHealthAsync(cancellationToken);
        return new ServiceHealth
        {
            Status = report.Status.ToString(),
            Checks = report.Entries.ToDictionary(check => check.Key, check => new CheckHealth
            {
                Status = check.Value.Status.ToString(),
                Description = check.Value.Exception is null ? check.Value.Description : null,
                Milliseconds = (long)check.Value.Duration.TotalMilliseconds,
            }),
        };
    }
}
