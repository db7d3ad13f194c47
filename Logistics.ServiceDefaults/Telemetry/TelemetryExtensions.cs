using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Logistics.ServiceDefaults.Telemetry;

/// <summary>
/// Traces, metrics and logs by OTLP, configured by OpenTelemetry's standard variables; nothing is collected without
/// <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>. The platform's libraries emit all of it themselves: we only subscribe.
/// </summary>
internal static class TelemetryExtensions
{
    /// <summary>Of the traces that begin here, in production, unless <c>OTEL_TRACES_SAMPLER</c> says otherwise.</summary>
    private const double DefaultSampleRatio = 0.1;

    private const string FormatterSetting = "Logging:Console:FormatterName";

    private static readonly string[] Sources =
        ["Microsoft.AspNetCore", "System.Net.Http", "Grpc.Net.Client", "Npgsql", "Logistics.*"];

    private static readonly string[] Meters =
    [
        "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting",
        "System.Net.Http", "System.Runtime", "Npgsql", "Logistics.*",
    ];

    private static readonly Dictionary<string, string?> LoggingDefaults = new()
    {
        [FormatterSetting] = ConsoleFormatterNames.Json,
        ["Logging:Console:FormatterOptions:IncludeScopes"] = "true",
        ["Logging:LogLevel:Default"] = nameof(LogLevel.Information),
        ["Logging:LogLevel:Grpc"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:Microsoft.AspNetCore"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:Npgsql"] = nameof(LogLevel.Warning),
        ["Logging:LogLevel:System.Net.Http.HttpClient"] = nameof(LogLevel.Warning),
    };

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        builder.AddLogging();
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        // Else ASP.NET Core 10 leaves its spans without attributes.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);

        builder.Services.AddTransient<IStartupFilter, RequestSpans>();
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddNameUnlessConfigured(builder))
            .WithTracing(tracing => tracing.AddSource(Sources).AddProcessor(new QuerySpans()).AddSamplerUnlessConfigured(builder))
            .WithMetrics(metrics => metrics.AddMeter(Meters))
            .WithLogging(configureBuilder: null, options => options.IncludeScopes = options.IncludeFormattedMessage = true)
            .UseOtlpExporter();
    }

    /// <summary>JSON on the console and quiet libraries, where the configuration does not say otherwise.</summary>
    private static void AddLogging(this WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(LoggingDefaults.Where(setting => builder.Configuration[setting.Key] is null));

        // The builder has set the simple formatter in code, above the configuration.
        builder.Services.PostConfigure<ConsoleLoggerOptions>(console => console.FormatterName = builder.Configuration[FormatterSetting]);
    }

    private static void AddNameUnlessConfigured(this ResourceBuilder resource, WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_SERVICE_NAME"]))
        {
            resource.AddService(builder.Environment.ApplicationName);
        }
    }

    private static void AddSamplerUnlessConfigured(this TracerProviderBuilder tracing, WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_TRACES_SAMPLER"]) && !builder.Environment.IsDevelopment())
        {
            tracing.SetSampler(new ParentBasedSampler(new TraceIdRatioBasedSampler(DefaultSampleRatio)));
        }
    }
}
