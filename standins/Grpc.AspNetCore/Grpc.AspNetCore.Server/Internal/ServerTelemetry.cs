using System.Diagnostics;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Tells ASP.NET Core's activity of the request which call it was and how it ended.</summary>
internal static class ServerTelemetry
{
    public static Activity? Begin(HttpContext http, IMethod method)
    {
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is not { IsAllDataRequested: true } activity)
        {
            return null;
        }

        activity.SetTag("grpc.method", method.FullName);
        activity.SetTag("rpc.system", "grpc");
        activity.SetTag("rpc.service", method.ServiceName);
        activity.SetTag("rpc.method", method.Name);
        return activity;
    }

    public static void End(Activity? activity, StatusCode statusCode)
    {
        activity?.SetTag("grpc.status_code", WireStatus.ToText(statusCode));
        activity?.SetTag("rpc.grpc.status_code", (int)statusCode);
    }
}
