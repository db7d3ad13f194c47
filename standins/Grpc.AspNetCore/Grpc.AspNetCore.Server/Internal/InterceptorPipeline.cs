using Grpc.Core;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Wraps a handler in interceptors, the first outermost, each activated for the call.</summary>
internal static class InterceptorPipeline
{
    public static UnaryServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        this IEnumerable<InterceptorRegistration> interceptors, UnaryServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        interceptors.Reverse().Aggregate(handler, (next, registration) => async (request, context) =>
        {
            await using var interceptor = registration.Activate(context);
            return await interceptor.Instance.UnaryServerHandler(request, context, next).ConfigureAwait(false);
        });

    public static ClientStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        this IEnumerable<InterceptorRegistration> interceptors, ClientStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        interceptors.Reverse().Aggregate(handler, (next, registration) => async (requests, context) =>
        {
            await using var interceptor = registration.Activate(context);
            return await interceptor.Instance.ClientStreamingServerHandler(requests, context, next).ConfigureAwait(false);
        });

    public static ServerStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        this IEnumerable<InterceptorRegistration> interceptors, ServerStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        interceptors.Reverse().Aggregate(handler, (next, registration) => async (request, responses, context) =>
        {
            await using var interceptor = registration.Activate(context);
            await interceptor.Instance.ServerStreamingServerHandler(request, responses, context, next).ConfigureAwait(false);
        });

    public static DuplexStreamingServerMethod<TRequest, TResponse> Around<TRequest, TResponse>(
        this IEnumerable<InterceptorRegistration> interceptors, DuplexStreamingServerMethod<TRequest, TResponse> handler)
        where TRequest : class
        where TResponse : class =>
        interceptors.Reverse().Aggregate(handler, (next, registration) => async (requests, responses, context) =>
        {
            await using var interceptor = registration.Activate(context);
            await interceptor.Instance.DuplexStreamingServerHandler(requests, responses, context, next).ConfigureAwait(false);
        });
}
