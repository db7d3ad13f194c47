using System.Diagnostics.CodeAnalysis;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>What a kind of call does between the request's first byte and the status.</summary>
internal delegate Task ServerCallBody<TRequest, TResponse>(
    ServerCall call, MessageReader<TRequest> requests, MessageWriter<TResponse> responses)
    where TRequest : class
    where TResponse : class;

/// <summary>The endpoint of one method.</summary>
internal sealed class ServerCallHandler<TRequest, TResponse>(
    Method<TRequest, TResponse> method, MethodOptions options, ILogger logger, ServerCallBody<TRequest, TResponse> body)
    where TRequest : class
    where TResponse : class
{
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a handler throws ends its call, not the connection.")]
    public async Task HandleAsync(HttpContext http)
    {
        if (!ServerProtocol.TryBegin(http))
        {
            return;
        }

        var call = new ServerCall(http);
        http.Features.Set<IServerCallContextFeature>(call);
        var activity = ServerTelemetry.Begin(http, method);
        try
        {
            if (method.Type != MethodType.Unary)
            {
                LiftRequestLimits(http);
            }

            call.StartDeadline();
            var isGzip = ServerProtocol.IsGzip(http);
            await body(
                call,
                new MessageReader<TRequest>(http.Request.BodyReader, method.RequestMarshaller, options.MaxReceiveMessageSize, isGzip),
                new MessageWriter<TResponse>(method.ResponseMarshaller, options.MaxSendMessageSize)).ConfigureAwait(false);
        }
        catch (RpcException exception)
        {
            logger.CallFailed(method.FullName, exception.StatusCode, exception.Status.Detail);
            Fail(call, exception);
        }
        catch (Exception exception) when (IsCancellation(exception, call))
        {
            logger.CallCancelled(method.FullName);
            call.Status = Status.DefaultCancelled;
        }
        catch (Exception exception)
        {
            logger.HandlerThrew(exception, method.FullName);
            call.Status = new Status(StatusCode.Unknown, Describe(exception), exception);
        }
        finally
        {
            await call.EndAsync().ConfigureAwait(false);
            ServerTelemetry.End(activity, call.AnsweredCode);
        }
    }

    private static bool IsCancellation(Exception exception, ServerCall call) =>
        exception is CallerGoneException
        || (exception is OperationCanceledException or IOException && call.CancellationToken.IsCancellationRequested);

    private static void Fail(ServerCall call, RpcException exception)
    {
        call.Status = exception.Status;
        foreach (var entry in exception.Trailers)
        {
            call.ResponseTrailers.Add(entry);
        }
    }

    /// <summary>A stream may last, and may be slow, as long as both sides wish.</summary>
    private static void LiftRequestLimits(HttpContext http)
    {
        http.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }

        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }
    }

    private string Describe(Exception exception) => options.EnableDetailedErrors
        ? $"Exception was thrown by handler. {exception.GetType().Name}: {exception.Message}"
        : "Exception was thrown by handler.";
}
