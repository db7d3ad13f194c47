using Grpc.Core;
using Microsoft.AspNetCore.Http;

namespace Logistics.ServiceDefaults.Results;

/// <summary>Each kind's HTTP and gRPC status: the one place. A kind without them does not compile.</summary>
public static class ErrorKindMap
{
    /// <summary>The HTTP status of a kind.</summary>
    public static int ToHttpStatus(this ErrorKind kind) => kind switch
    {
        ErrorKind.Validation => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict or ErrorKind.IllegalState => StatusCodes.Status409Conflict,
        ErrorKind.StaleVersion => StatusCodes.Status412PreconditionFailed,
        ErrorKind.KeyReused => StatusCodes.Status422UnprocessableEntity,
        ErrorKind.Overload => StatusCodes.Status429TooManyRequests,
        ErrorKind.Internal => StatusCodes.Status500InternalServerError,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
    };

    /// <summary>The gRPC status of a kind.</summary>
    public static StatusCode ToGrpcStatus(this ErrorKind kind) => kind switch
    {
        ErrorKind.Validation or ErrorKind.KeyReused => StatusCode.InvalidArgument,
        ErrorKind.Unauthenticated => StatusCode.Unauthenticated,
        ErrorKind.Forbidden => StatusCode.PermissionDenied,
        ErrorKind.NotFound => StatusCode.NotFound,
        ErrorKind.Conflict => StatusCode.AlreadyExists,
        ErrorKind.IllegalState => StatusCode.FailedPrecondition,
        ErrorKind.StaleVersion => StatusCode.Aborted,
        ErrorKind.Overload => StatusCode.ResourceExhausted,
        ErrorKind.Internal => StatusCode.Internal,
        ErrorKind.Unavailable => StatusCode.Unavailable,
    };

    /// <summary>The kind behind a status that came without our details: from the framework, a proxy, or a connection that failed.</summary>
    public static ErrorKind ToErrorKind(this StatusCode status) => status switch
    {
        StatusCode.InvalidArgument or StatusCode.OutOfRange => ErrorKind.Validation,
        StatusCode.Unauthenticated => ErrorKind.Unauthenticated,
        StatusCode.PermissionDenied => ErrorKind.Forbidden,
        StatusCode.NotFound => ErrorKind.NotFound,
        StatusCode.AlreadyExists => ErrorKind.Conflict,
        StatusCode.FailedPrecondition => ErrorKind.IllegalState,
        StatusCode.Aborted => ErrorKind.StaleVersion,
        StatusCode.ResourceExhausted => ErrorKind.Overload,
        StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled => ErrorKind.Unavailable,
        _ => ErrorKind.Internal,
    };
}
