using System.Diagnostics;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace Logistics.ServiceDefaults.Telemetry;

/// <summary>
/// Says on the spans of requests what ASP.NET Core leaves out: a name that groups them, the route and the status of the answer. Source:
/// OpenTelemetry's semantic conventions for HTTP servers. A <c>{token}</c> in an address is a key, which no trace shall have: the route
/// stands for the path then.
/// </summary>
internal sealed class RequestSpans : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(following => context =>
            context.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } span
                ? DescribeAsync(context, span, following)
                : following(context));
        next(app);
    };

    private static async Task DescribeAsync(HttpContext context, Activity span, RequestDelegate following)
    {
        try
        {
            await following(context);
        }
        finally
        {
            Describe(context, span);
        }
    }

    private static void Describe(HttpContext context, Activity span)
    {
        span.SetTag("http.response.status_code", context.Response.StatusCode);
        if (context.GetEndpoint() is RouteEndpoint { RoutePattern.RawText: { } pattern } endpoint)
        {
            var route = pattern.Trim('/');
            span.SetTag("http.route", "/" + route);
            if (endpoint.RoutePattern.GetParameter("token") is not null)
            {
                span.SetTag("url.path", "/" + route);
            }

            span.DisplayName = endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is null ? $"{context.Request.Method} /{route}" : route;
        }
        else
        {
            span.DisplayName = context.Request.Method;
        }
    }
}
