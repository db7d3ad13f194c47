using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Logistics.ServiceDefaults.Calls;

/// <summary>A unary call that comes without a deadline gets one: a careless client cannot hold our resources for ever.</summary>
internal sealed class DeadlineCap(RequestDelegate next)
{
    private const string TimeoutHeader = "grpc-timeout";
    private const string ThirtySeconds = "30S";

    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<GrpcMethodMetadata>() is { Method.Type: MethodType.Unary })
        {
            context.Request.Headers.TryAdd(TimeoutHeader, ThirtySeconds);
        }

        return next(context);
    }
}
