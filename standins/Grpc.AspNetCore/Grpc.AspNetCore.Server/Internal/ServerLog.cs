using Grpc.Core;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

internal static partial class ServerLog
{
    public const string Category = "Grpc.AspNetCore.Server.ServerCallHandler";

    [LoggerMessage(EventId = 6, Level = LogLevel.Error, Message = "Error when executing service method '{Method}'.")]
    public static partial void HandlerThrew(this ILogger logger, Exception exception, string method);

    [LoggerMessage(EventId = 7, Level = LogLevel.Information, Message = "Service method '{Method}' ended with {StatusCode}: '{Detail}'.")]
    public static partial void CallFailed(this ILogger logger, string method, StatusCode statusCode, string detail);

    [LoggerMessage(EventId = 8, Level = LogLevel.Debug, Message = "Service method '{Method}' was cancelled.")]
    public static partial void CallCancelled(this ILogger logger, string method);
}
