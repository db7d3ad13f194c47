using System.Text.Json;
using Aspire.Hosting.ApplicationModel;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Aspire.Hosting.Dashboard;

/// <summary>What the page asks for: resources, their console lines and commands, traces and logs.</summary>
internal sealed class DashboardApi(
    ResourceNotificationService notifications,
    ResourceLoggerService consoles,
    ResourceCommandService commands,
    TelemetryStore telemetry,
    SecretMask mask)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        var page = Page();
        routes.MapGet("/", context =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.Headers.ContentSecurityPolicy =
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'";
            return context.Response.Body.WriteAsync(page, context.RequestAborted).AsTask();
        });
        routes.MapGet("/api/resources", context => AnswerAsync(context, notifications.Current().Select(Resource)));
        routes.MapGet(
            "/api/console/{id}",
            context => AnswerAsync(context, consoles.After((string)context.Request.RouteValues["id"]!, Since(context))));
        routes.MapGet("/api/traces", context => AnswerAsync(context, telemetry.Traces()));
        routes.MapGet("/api/traces/{id}", context => AnswerAsync(context, telemetry.Trace((string)context.Request.RouteValues["id"]!)));
        routes.MapGet("/api/logs", context => AnswerAsync(context, telemetry.Logs()));
        routes.MapPost("/api/resources/{id}/{command}", async context =>
        {
            var values = context.Request.RouteValues;
            await AnswerAsync(
                context, await commands.ExecuteCommandAsync((string)values["id"]!, (string)values["command"]!, context.RequestAborted));
        });
    }

    private static byte[] Page()
    {
        using var resource = typeof(DashboardApi).Assembly.GetManifestResourceStream("dashboard.html")!; // embedded by the project file
        using var copy = new MemoryStream();
        resource.CopyTo(copy);
        return copy.ToArray();
    }

    private static int Since(HttpContext context) => int.TryParse(context.Request.Query["after"], out var line) ? line : 0;

    private static Task AnswerAsync<T>(HttpContext context, T answer)
    {
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        return JsonSerializer.SerializeAsync(context.Response.Body, answer, JsonSerializerOptions.Web, context.RequestAborted);
    }

    private object Resource(ResourceEvent state)
    {
        var snapshot = state.Snapshot;
        return new
        {
            id = state.ResourceId,
            type = snapshot.ResourceType,
            state = snapshot.State?.Text,
            health = snapshot.HealthStatus?.ToString(),
            reports = snapshot.HealthReports.Select(report => new { report.Name, status = report.Status?.ToString(), report.Description }),
            urls = snapshot.Urls.Select(url => new { url.Name, url.Url }),
            pid = snapshot.State?.Text == KnownResourceStates.Running
                ? snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value
                : null,
            startedAt = snapshot.StartTimeStamp,
            exitCode = snapshot.ExitCode,
            hasProcess = snapshot.CreationTimeStamp is not null,
            environment = snapshot.EnvironmentVariables.Where(variable => variable.IsFromSpec)
                .Select(variable => new { variable.Name, value = mask.Hide(variable.Name, variable.Value) }),
        };
    }
}
