using System.Text.Json;
using Grpc.Core;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;

namespace Logistics.Gateway.Http;

/// <summary>Turns what endpoints throw into problems: a service's refusal, a request that cannot be read, a bug.</summary>
internal sealed partial class FailureHandler(ILogger<FailureHandler> logger) : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest; // nobody reads it; for the logs
            return true;
        }

        switch (exception)
        {
            case RpcException failure:
                var error = failure.ToError();
                if (error.Kind == ErrorKind.Internal)
                {
                    LogServiceFailed(failure.StatusCode, RouteOf(httpContext), failure);
                }

                await Problems.WriteAsync(httpContext, error);
                break;
            case BadHttpRequestException unreadable:
                await Problems.WriteAsync(httpContext, unreadable.StatusCode, Describe(unreadable, httpContext));
                break;
            default:
                LogBug(RouteOf(httpContext), exception);
                await Problems.WriteAsync(httpContext, CommonErrors.Internal);
                break;
        }

        return true;
    }

    private static Error Describe(BadHttpRequestException exception, HttpContext context)
    {
        var body = EndpointOf(context)?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        return exception switch
        {
            { InnerException: JsonException fault } => JsonFault.Describe(fault, body),
            { StatusCode: StatusCodes.Status400BadRequest } when body is not null => EdgeErrors.BodyMissing,
            _ => StatusProblems.ErrorOf(exception.StatusCode),
        };
    }

    /// <summary>The route, not the path: some paths hold keys.</summary>
    private static string? RouteOf(HttpContext context) => (EndpointOf(context) as RouteEndpoint)?.RoutePattern.RawText;

    /// <summary>The endpoint has been taken off the context itself by now.</summary>
    private static Endpoint? EndpointOf(HttpContext context) => context.Features.Get<IExceptionHandlerFeature>()?.Endpoint;

    [LoggerMessage(7001, LogLevel.Error, "A service failed with {StatusCode} at {Route}")]
    private partial void LogServiceFailed(StatusCode statusCode, string? route, Exception exception);

    [LoggerMessage(7002, LogLevel.Error, "Not handled at {Route}")]
    private partial void LogBug(string? route, Exception exception);
}
