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
                    LogServiceFailed(failure.StatusCode, httpContext.Request.Path, failure);
                }

                await Problems.WriteAsync(httpContext, error);
                break;
            case BadHttpRequestException unreadable:
                await Problems.WriteAsync(httpContext, unreadable.StatusCode, Describe(unreadable, httpContext));
                break;
            default:
                LogBug(httpContext.Request.Path, exception);
                await Problems.WriteAsync(httpContext, CommonErrors.Internal);
                break;
        }

        return true;
    }

    private static Error Describe(BadHttpRequestException exception, HttpContext context)
    {
        // The endpoint itself has been taken off the context by now.
        var body = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        return exception switch
        {
            { InnerException: JsonException fault } => JsonFault.Describe(fault, body),
            { StatusCode: StatusCodes.Status400BadRequest } when body is not null => EdgeErrors.BodyMissing,
            _ => StatusProblems.ErrorOf(exception.StatusCode),
        };
    }

    [LoggerMessage(7001, LogLevel.Error, "A service failed with {StatusCode} at {Path}")]
    private partial void LogServiceFailed(StatusCode statusCode, PathString path, Exception exception);

    [LoggerMessage(7002, LogLevel.Error, "Not handled at {Path}")]
    private partial void LogBug(PathString path, Exception exception);
}
