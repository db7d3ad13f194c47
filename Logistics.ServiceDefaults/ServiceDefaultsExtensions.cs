using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Calls;
using Logistics.ServiceDefaults.Clients;
using Logistics.ServiceDefaults.Health;
using Logistics.ServiceDefaults.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Logistics.ServiceDefaults;

/// <summary>What a service calls to be one of ours. Each of these is one folder here.</summary>
public static class ServiceDefaultsExtensions
{
    /// <summary>Telemetry, health checks, the clock, the gRPC port, an orderly shutdown. Every service, first of all.</summary>
    public static WebApplicationBuilder AddServiceDefaults(this WebApplicationBuilder builder)
    {
        builder.WebHost.UseKestrelHttpsConfiguration(); // what the slim builder leaves out: certificates by configuration
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(20));
        builder.AddTelemetry();
        builder.AddHealth();
        builder.ListenForGrpc();
        return builder;
    }

    /// <summary>
    /// Callers prove themselves by Identity's access tokens. This alone closes nothing: endpoints require it, or
    /// <see cref="AddGrpcDefaults"/> does.
    /// </summary>
    public static WebApplicationBuilder AddCallerAuthentication(this WebApplicationBuilder builder)
    {
        builder.Services.AddCallers();
        return builder;
    }

    /// <summary>
    /// Serves gRPC: faults become statuses, a unary call without a deadline gets one,
    /// and every method is for signed-in callers unless it says <c>[AllowAnonymous]</c>.
    /// </summary>
    public static WebApplicationBuilder AddGrpcDefaults(this WebApplicationBuilder builder)
    {
        builder.Services.AddGrpcServer();
        return builder;
    }

    /// <summary>
    /// <typeparamref name="TClient"/> for injection: finds <paramref name="service"/> by the setting <c>services:{service}:grpc:0</c>,
    /// gives unary calls a deadline (<see cref="ServiceClientOptions"/>), and passes on the caller's token and trace.
    /// </summary>
    public static WebApplicationBuilder AddServiceClient<TClient>(this WebApplicationBuilder builder, string service)
        where TClient : class
    {
        builder.Services.AddClient<TClient>(service);
        return builder;
    }

    /// <summary>Who is calling, and whether they may; after anything that must also see refused requests.</summary>
    public static WebApplication UseServiceDefaults(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<DeadlineCap>();
        return app;
    }

    /// <summary>
    /// <c>/health</c>: every check, 503 when one fails. <c>/alive</c>: the process answers. For machines, anonymous, untraced.
    /// </summary>
    public static WebApplication MapDefaultEndpoints(this WebApplication app)
    {
        app.MapHealth();
        return app;
    }
}
