using System.Globalization;
using Aspire.Hosting.Engine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Dashboard;

/// <summary>
/// Serves the dashboard page and its data, and receives what the services export over OTLP, each on a loopback port of its own.
/// </summary>
internal sealed partial class DashboardHost(
    IConfiguration configuration,
    DashboardApi api,
    TelemetryStore telemetry,
    ILogger<DashboardHost> logger) : IHostedService, IAsyncDisposable
{
    private const string OtlpEndpoint = "ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL";

    private WebApplication? _app;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var pagePort = Take(configuration["ASPNETCORE_URLS"] ?? configuration["urls"], 15888);
        var otlpPort = Take(configuration[OtlpEndpoint], 18889);
        configuration[OtlpEndpoint] = $"http://localhost:{Number(otlpPort)}"; // what services are told

        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(pagePort, page => page.Protocols = HttpProtocols.Http1);
            kestrel.ListenLocalhost(otlpPort, otlp => otlp.Protocols = HttpProtocols.Http2);
        });
        _app = builder.Build();
        _app.Use(RefuseForeignersAsync);
        api.Map(_app);
        _app.MapOtlp(telemetry);
        await _app.StartAsync(cancellationToken);
        LogAddress(logger, $"http://localhost:{Number(pagePort)}");
    }

    public Task StopAsync(CancellationToken cancellationToken) => _app?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }

    private static string Number(int port) => port.ToString(CultureInfo.InvariantCulture);

    private static int Take(string? urls, int otherwise)
    {
        var wished = urls?.Split(';')[0] is { Length: > 0 } url ? new Uri(url).Port : otherwise;
        return Ports.TryTake(wished) ? wished : Ports.TakeAny();
    }

    /// <summary>
    /// Pages from elsewhere can reach a loopback port through the browser: they come under another host name, or cannot set the header.
    /// </summary>
    private static Task RefuseForeignersAsync(HttpContext context, RequestDelegate next)
    {
        var isLocal = context.Request.Host.Host is "localhost" or "127.0.0.1" or "[::1]";
        var isOurs = !context.Request.Path.StartsWithSegments("/api") || HttpMethods.IsGet(context.Request.Method)
            || context.Request.Headers["X-Requested-With"] == "dashboard";
        if (isLocal && isOurs)
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    [LoggerMessage(40, LogLevel.Information, "Dashboard: {Address}")]
    private static partial void LogAddress(ILogger logger, string address);
}
