using Grpc.Core;
using Grpc.Core.Interceptors;
using Logistics.ServiceDefaults.Results;
using Microsoft.Extensions.Logging;

namespace Logistics.ServiceDefaults.Calls;

/// <summary>
/// What a method throws becomes a status: a dependency that is away <c>UNAVAILABLE</c>, a bug <c>INTERNAL</c> without a word about it.
/// Expected outcomes pass as they are.
/// </summary>
internal sealed partial class FaultInterceptor(ILogger<FaultInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Translate(exception, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        ServerCallContext context,
        ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Translate(exception, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Translate(exception, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requestStream, responseStream, context);
        }
        catch (Exception exception) when (exception is not RpcException)
        {
            throw Translate(exception, context);
        }
    }

    private RpcException Translate(Exception exception, ServerCallContext context)
    {
        if (context.CancellationToken.IsCancellationRequested)
        {
            return new RpcException(new Status(StatusCode.Cancelled, "The call was cancelled."));
        }

        if (Infrastructure.IsAway(exception))
        {
            DependencyAway(exception, context.Method);
            return CommonErrors.DependencyUnavailable.ToRpcException();
        }

        Failed(exception, context.Method);
        return CommonErrors.Internal.ToRpcException();
    }

    [LoggerMessage(1101, LogLevel.Warning, "{Method}: a dependency is away")]
    private partial void DependencyAway(Exception exception, string method);

    [LoggerMessage(1102, LogLevel.Error, "{Method} failed")]
    private partial void Failed(Exception exception, string method);
}
