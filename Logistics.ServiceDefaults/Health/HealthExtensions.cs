using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;

namespace Logistics.ServiceDefaults.Health;

/// <summary>Two endpoints for orchestrators and load balancers.</summary>
internal static class HealthExtensions
{
    private const string AliveTag = "live";

    /// <summary>
    /// A check that hangs is a check that fails; before the Gateway, which asks for all of them, loses patience with the service.
    /// </summary>
    private static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(2);

    public static void AddHealth(this WebApplicationBuilder builder)
    {
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [AliveTag]);
        builder.Services.AddSingleton<IHealthCheckPublisher, StartupMemory>();
        builder.Services.PostConfigure<HealthCheckServiceOptions>(options =>
        {
            foreach (var check in options.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
            {
                check.Timeout = CheckTimeout;
            }
        });
    }

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/health", context => AnswerAsync(context, _ => true))
            .AllowAnonymous().DisableHttpMetrics().ExcludeFromDescription();
        endpoints.MapGet("/alive", context => AnswerAsync(context, check => check.Tags.Contains(AliveTag)))
            .AllowAnonymous().DisableHttpMetrics().ExcludeFromDescription();
    }

    private static async Task AnswerAsync(HttpContext context, Func<HealthCheckRegistration, bool> which)
    {
        // Asked every few seconds for ever: neither the request nor what it causes is worth a trace.
        using var untraced = SuppressInstrumentationScope.Begin();
        if (Activity.Current is { } activity)
        {
            activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }

        var health = context.RequestServices.GetRequiredService<HealthCheckService>();
        var report = await health.CheckHealthAsync(which, context.RequestAborted);

        context.Response.StatusCode =
            report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        context.Response.ContentType = "application/json";
        context.Response.Headers.CacheControl = "no-store";
        await context.Response.BodyWriter.WriteAsync(Write(report), context.RequestAborted);
    }

    /// <summary>
    /// <c>{"status":"Healthy","checks":{"outbox":{"status":"Healthy","description":"…","milliseconds":3}}}</c>.
    /// Exceptions stay in the log: they may name hosts and users.
    /// </summary>
    private static byte[] Write(HealthReport report)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("status", report.Status.ToString());
            json.WriteStartObject("checks");
            foreach (var (name, entry) in report.Entries)
            {
                json.WriteStartObject(name);
                json.WriteString("status", entry.Status.ToString());
                if (entry.Exception is null && entry.Description is { } description)
                {
                    json.WriteString("description", description);
                }

                json.WriteNumber("milliseconds", (long)entry.Duration.TotalMilliseconds);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }
}
