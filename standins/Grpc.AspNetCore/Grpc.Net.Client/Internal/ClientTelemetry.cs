using System.Diagnostics;
using Grpc.Core;
using Grpc.Wire;

namespace Grpc.Net.Client.Internal;

/// <summary>One activity a call, of the source <c>Grpc.Net.Client</c>; the HTTP request's is its child and carries the trace on.</summary>
internal static class ClientTelemetry
{
    private static readonly ActivitySource Source = new("Grpc.Net.Client");

    public static Activity? Start(IMethod method)
    {
        if (Source.StartActivity("Grpc.Net.Client.GrpcOut", ActivityKind.Client) is not { } activity)
        {
            return null;
        }

        activity.DisplayName = method.FullName[1..];
        activity.SetTag("grpc.method", method.FullName);
        activity.SetTag("rpc.system", "grpc");
        activity.SetTag("rpc.service", method.ServiceName);
        activity.SetTag("rpc.method", method.Name);
        return activity;
    }

    public static void Stop(Activity? activity, Status status)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag("grpc.status_code", WireStatus.ToText(status.StatusCode));
        activity.SetTag("rpc.grpc.status_code", (int)status.StatusCode);
        if (status.StatusCode != StatusCode.OK)
        {
            activity.SetStatus(ActivityStatusCode.Error, status.Detail);
        }

        activity.Stop();
    }
}
