using System.Diagnostics;
using System.Globalization;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Logistics.Tests.EndToEnd;
using Xunit;

namespace Logistics.Tests.Infrastructure;

/// <summary>The AppHost's system while it runs under test, on free ports and with data that goes with it.</summary>
public sealed class RunningSystem : IAsyncDisposable
{
    /// <summary>The password of the demo accounts.</summary>
    public const string DemoPassword = "Demo-password-for-tests-1";

    private static readonly string[] Services = ["identity", "shipments", "tracking", "notifications", "gateway"];

    private readonly IDistributedApplicationTestingBuilder _builder;
    private readonly DistributedApplication _app;

    private RunningSystem(IDistributedApplicationTestingBuilder builder, DistributedApplication app, SpanCollector spans)
    {
        _builder = builder;
        _app = app;
        Spans = spans;
        Gateway = app.CreateHttpClient("gateway", "http");
    }

    /// <summary>A client of the public API, without a token. For a token of one's own: <see cref="CreateGatewayClient"/>.</summary>
    public HttpClient Gateway { get; }

    /// <summary>What the services export of their traces.</summary>
    public SpanCollector Spans { get; }

    public static async Task<RunningSystem> StartAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Logistics_AppHost>(
            [$"Parameters:demo-password={DemoPassword}"], limit.Token);
        var spans = await SpanCollector.StartAsync(limit.Token);
        foreach (var service in builder.Resources.OfType<ProjectResource>())
        {
            builder.CreateResourceBuilder(service).WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", spans.Address);
        }

        // Keys rotate when a test says so, in the database; Identity shall notice soon.
        builder.CreateResourceBuilder(builder.Resources.OfType<ProjectResource>().Single(service => service.Name == "identity"))
            .WithEnvironment("Identity__SigningKeyCheckInterval", "00:00:01");

        var app = await builder.BuildAsync(limit.Token);
        await app.StartAsync(limit.Token);
        var system = new RunningSystem(builder, app, spans);
        try
        {
            await Task.WhenAll(Services.Select(service => system.HealthyAsync(service, limit.Token)));
            return system;
        }
        catch (Exception exception) when (exception is OperationCanceledException or DistributedApplicationException)
        {
            var states = system.Describe();
            await system.DisposeAsync();
            throw new InvalidOperationException($"The system is not healthy within {timeout}: {states}", exception);
        }
    }

    public HttpClient CreateGatewayClient() => _app.CreateHttpClient("gateway", "http");

    /// <summary>The address of a service's endpoint: "http" or "grpc".</summary>
    public Uri Endpoint(string resource, string endpoint = "http") => _app.GetEndpoint(resource, endpoint);

    /// <summary>Of "messaging", "cache", "shipmentsdb" and the other databases.</summary>
    public async Task<string> ConnectionStringAsync(string resource, CancellationToken cancellationToken) =>
        await _app.GetConnectionStringAsync(resource, cancellationToken)
            ?? throw new InvalidOperationException($"{resource} has no connection string.");

    public async Task HealthyAsync(string resource, CancellationToken cancellationToken) =>
        await _app.ResourceNotifications.WaitForResourceHealthyAsync(resource, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);

    /// <summary>Ends a service or server in good order; it stays away until started.</summary>
    public Task StopAsync(string resource, CancellationToken cancellationToken) =>
        CommandAsync(resource, KnownResourceCommands.StopCommand, cancellationToken);

    public Task StartAsync(string resource, CancellationToken cancellationToken) =>
        CommandAsync(resource, KnownResourceCommands.StartCommand, cancellationToken);

    /// <summary>Kill -9. The AppHost starts it again; see <see cref="HealthyAgainAsync"/>.</summary>
    public int Kill(string resource)
    {
        var pid = ProcessId(resource);
        using var process = Process.GetProcessById(pid);
        process.Kill();
        return pid;
    }

    /// <summary>Waits for another process than the one that was killed, and for its health.</summary>
    public async Task HealthyAgainAsync(string resource, int killed, CancellationToken cancellationToken)
    {
        await _app.ResourceNotifications.WaitForResourceAsync(
            resource, update => update.Snapshot.State?.Text == KnownResourceStates.Running
                && Pid(update) is { } pid
                && pid != killed, cancellationToken);
        await HealthyAsync(resource, cancellationToken);
    }

    public int ProcessId(string resource) =>
        _app.ResourceNotifications.TryGetCurrentState(resource, out var state) && Pid(state) is { } pid
            ? pid
            : throw new InvalidOperationException($"{resource} has no process.");

    /// <summary>What is known of a resource now: state, health, environment.</summary>
    public CustomResourceSnapshot Snapshot(string resource) =>
        _app.ResourceNotifications.TryGetCurrentState(resource, out var state)
            ? state.Snapshot
            : throw new InvalidOperationException($"There is no resource {resource}, or it has several instances.");

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        await _app.DisposeAsync();
        await _builder.DisposeAsync();
        await Spans.DisposeAsync();
    }

    private static int? Pid(ResourceEvent state) =>
        state.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } pid
            ? Convert.ToInt32(pid, CultureInfo.InvariantCulture)
            : null;

    private string Describe() => string.Join("; ", Services.Select(service =>
        _app.ResourceNotifications.TryGetCurrentState(service, out var state)
            ? $"{service} {state.Snapshot.State?.Text} {state.Snapshot.HealthStatus} "
                + string.Join(' ', state.Snapshot.HealthReports.Select(report => report.Description))
            : $"{service} unknown"));

    private async Task CommandAsync(string resource, string command, CancellationToken cancellationToken)
    {
        var result = await _app.ResourceCommands.ExecuteCommandAsync(resource, command, cancellationToken);
        Assert.True(result.Success, result.Message);
    }
}
