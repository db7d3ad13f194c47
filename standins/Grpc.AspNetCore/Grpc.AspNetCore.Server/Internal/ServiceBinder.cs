using System.Reflection;
using Grpc.Core;
using Grpc.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;

namespace Grpc.AspNetCore.Server.Internal;

/// <summary>Makes an endpoint of each method that generated code describes.</summary>
internal sealed class ServiceBinder<TService>(IEndpointRouteBuilder endpoints, MethodOptions options, ILogger logger) : ServiceBinderBase
    where TService : class
{
    public List<IEndpointConventionBuilder> Endpoints { get; } = [];

    public HashSet<string> ServiceNames { get; } = [];

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? _)
    {
        var implementation = Find(method, typeof(TRequest), typeof(ServerCallContext));
        var invoke = implementation.CreateDelegate<Func<TService, TRequest, ServerCallContext, Task<TResponse>>>();
        var handler = options.Interceptors.Around<TRequest, TResponse>(async (request, context) =>
        {
            await using var service = ServiceActivator<TService>.Activate(context);
            return await invoke(service.Instance, request, context).ConfigureAwait(false);
        });
        Map(method, implementation, async (call, requests, responses) =>
        {
            var request = await ReadRequestAsync(call, requests).ConfigureAwait(false);
            var response = await handler(request, call).ConfigureAwait(false);
            await WriteResponseAsync(call, responses, response).ConfigureAwait(false);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ClientStreamingServerMethod<TRequest, TResponse>? _)
    {
        var implementation = Find(method, typeof(IAsyncStreamReader<TRequest>), typeof(ServerCallContext));
        var invoke = implementation.CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, ServerCallContext, Task<TResponse>>>();
        var handler = options.Interceptors.Around(new ClientStreamingServerMethod<TRequest, TResponse>(async (requests, context) =>
        {
            await using var service = ServiceActivator<TService>.Activate(context);
            return await invoke(service.Instance, requests, context).ConfigureAwait(false);
        }));
        Map(method, implementation, async (call, requests, responses) =>
        {
            var response = await handler(new ServerStreamReader<TRequest>(call, requests), call).ConfigureAwait(false);
            await WriteResponseAsync(call, responses, response).ConfigureAwait(false);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? _)
    {
        var implementation = Find(method, typeof(TRequest), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoke = implementation.CreateDelegate<Func<TService, TRequest, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var handler = options.Interceptors.Around(
            new ServerStreamingServerMethod<TRequest, TResponse>(async (request, responses, context) =>
            {
                await using var service = ServiceActivator<TService>.Activate(context);
                await invoke(service.Instance, request, responses, context).ConfigureAwait(false);
            }));
        Map(method, implementation, async (call, requests, responses) =>
        {
            var request = await ReadRequestAsync(call, requests).ConfigureAwait(false);
            await handler(request, new ServerStreamWriter<TResponse>(call, responses), call).ConfigureAwait(false);
        });
    }

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, DuplexStreamingServerMethod<TRequest, TResponse>? _)
    {
        var implementation = Find(
            method, typeof(IAsyncStreamReader<TRequest>), typeof(IServerStreamWriter<TResponse>), typeof(ServerCallContext));
        var invoke = implementation
            .CreateDelegate<Func<TService, IAsyncStreamReader<TRequest>, IServerStreamWriter<TResponse>, ServerCallContext, Task>>();
        var handler = options.Interceptors.Around(
            new DuplexStreamingServerMethod<TRequest, TResponse>(async (requests, responses, context) =>
            {
                await using var service = ServiceActivator<TService>.Activate(context);
                await invoke(service.Instance, requests, responses, context).ConfigureAwait(false);
            }));
        Map(method, implementation, (call, requests, responses) => handler(
            new ServerStreamReader<TRequest>(call, requests), new ServerStreamWriter<TResponse>(call, responses), call));
    }

    private static MethodInfo Find(IMethod method, params Type[] parameters) =>
        typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters)
        ?? throw new InvalidOperationException($"Could not find '{method.Name}' on {typeof(TService)}.");

    private static async ValueTask<TRequest> ReadRequestAsync<TRequest>(ServerCall call, MessageReader<TRequest> requests)
        where TRequest : class =>
        await ServerCall.ReadAsync(requests, single: true, call.CancellationToken).ConfigureAwait(false)
        ?? throw new RpcException(new Status(StatusCode.Internal, "Incomplete message."));

    private static Task WriteResponseAsync<TResponse>(ServerCall call, MessageWriter<TResponse> responses, TResponse? response)
        where TResponse : class => response is null
        ? throw new RpcException(new Status(StatusCode.Cancelled, "No message returned from method."))
        : call.WriteAsync(responses, response, flush: false, call.CancellationToken);

    private void Map<TRequest, TResponse>(
        Method<TRequest, TResponse> method, MethodInfo implementation, ServerCallBody<TRequest, TResponse> body)
        where TRequest : class
        where TResponse : class
    {
        var handler = new ServerCallHandler<TRequest, TResponse>(method, options, logger, body);
        ServiceNames.Add(method.ServiceName);
        Endpoints.Add(endpoints.MapMethods(method.FullName, [HttpMethods.Post], handler.HandleAsync)
            .WithDisplayName($"gRPC - {method.FullName}")
            .WithMetadata([
                new GrpcMethodMetadata(typeof(TService), method),
                .. typeof(TService).GetCustomAttributes(inherit: true),
                .. implementation.GetCustomAttributes(inherit: true)]));
    }
}
