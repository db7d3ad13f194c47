using Grpc.AspNetCore.Server.Internal;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

public static class ServerCallContextExtensions
{
    private const string HttpContextKey = "__HttpContext";

    /// <summary>The HTTP request that carries the call.</summary>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        return serverCallContext switch
        {
            ServerCall call => call.HttpContext,
            _ when serverCallContext.UserState.TryGetValue(HttpContextKey, out var value) && value is HttpContext http => http,
            _ => throw new InvalidOperationException(
                "Could not get HttpContext from ServerCallContext."
                + " HttpContext can only be accessed when gRPC services are hosted by ASP.NET Core."),
        };
    }
}
