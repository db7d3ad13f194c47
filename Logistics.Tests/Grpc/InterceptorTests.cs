using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Logistics.Tests.Grpc.Protos;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Logistics.Tests.Grpc;

public sealed class InterceptorTests
{
    private readonly ConcurrentQueue<string> _log = [];

    [Fact]
    public async Task Server_interceptors_wrap_every_kind_the_first_outermost()
    {
        await using var server = await ProbeServer.StartAsync(
            configureGrpc: options =>
            {
                options.Interceptors.Add<LoggingInterceptor>("outer", _log);
                options.Interceptors.Add<LoggingInterceptor>("inner", _log);
            });

        await CallAllKindsAsync(server.Client);

        Assert.Equal(
            ["outer One", "inner One", "outer Collect", "inner Collect", "outer Expand", "inner Expand", "outer Chat", "inner Chat"], _log);
    }

    [Fact]
    public async Task Server_interceptors_come_from_the_services_where_they_are_registered()
    {
        var registered = new LoggingInterceptor("registered", _log);
        await using var server = await ProbeServer.StartAsync(
            configureGrpc: options => options.Interceptors.Add<LoggingInterceptor>(),
            configureServices: services => services.AddSingleton(registered));

        await server.Client.OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync();
        await server.Client.OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync();

        Assert.Equal(["registered One", "registered One"], _log);
        Assert.Equal(0, registered.Disposals);
    }

    [Fact]
    public async Task Server_interceptors_made_for_a_call_are_disposed_with_it()
    {
        var disposed = new TaskCompletionSource();
        await using var server = await ProbeServer.StartAsync(
            configureGrpc: options => options.Interceptors.Add<LoggingInterceptor>("made", _log, disposed));

        await server.Client.OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync();

        await disposed.Task.SoonAsync();
    }

    [Fact]
    public async Task A_server_interceptor_can_answer_itself()
    {
        await using var server = await ProbeServer.StartAsync(configureGrpc: options => options.Interceptors.Add<RefusingInterceptor>());

        using var unary = server.Client.OneAsync(new Note(), Within.Options);
        using var chat = server.Client.Chat(Within.Options);

        Assert.Equal(StatusCode.PermissionDenied, (await Within.FailsAsync(() => unary.ResponseAsync)).StatusCode);
        Assert.Equal(
            StatusCode.PermissionDenied,
            (await Within.FailsAsync(() => chat.ResponseStream.MoveNext(TestContext.Current.CancellationToken))).StatusCode);
    }

    [Fact]
    public async Task Client_interceptors_wrap_every_kind_the_first_outermost()
    {
        await using var server = await ProbeServer.StartAsync();
        var invoker = server.Channel.Intercept(new LoggingInterceptor("outer", _log), new LoggingInterceptor("inner", _log));

        await CallAllKindsAsync(new Probe.ProbeClient(invoker));

        Assert.Equal(
            ["outer One", "inner One", "outer Collect", "inner Collect", "outer Expand", "inner Expand", "outer Chat", "inner Chat"], _log);
    }

    [Fact]
    public async Task A_client_interceptor_can_change_the_call()
    {
        await using var server = await ProbeServer.StartAsync(new ProbeBehaviour
        {
            One = (_, context) => Task.FromResult(new Note { Text = context.RequestHeaders.GetValue("added") }),
        });
        var client = new Probe.ProbeClient(server.Channel.Intercept(new HeaderInterceptor()));

        Assert.Equal("here", (await client.OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync()).Text);
        Assert.Equal("here", client.One(new Note(), Within.Options).Text);
    }

    private static async Task CallAllKindsAsync(Probe.ProbeClient client)
    {
        await client.OneAsync(new Note(), Within.Options).ResponseAsync.SoonAsync();

        using var collect = client.Collect(Within.Options);
        await collect.RequestStream.CompleteAsync();
        await collect.ResponseAsync.SoonAsync();

        using var expand = client.Expand(new Note(), Within.Options);
        Assert.False(await expand.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());

        using var chat = client.Chat(Within.Options);
        await chat.RequestStream.CompleteAsync();
        Assert.False(await chat.ResponseStream.MoveNext(TestContext.Current.CancellationToken).SoonAsync());
    }

    private sealed class RefusingInterceptor : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation) => throw Refusal();

        public override Task DuplexStreamingServerHandler<TRequest, TResponse>(
            IAsyncStreamReader<TRequest> requestStream,
            IServerStreamWriter<TResponse> responseStream,
            ServerCallContext context,
            DuplexStreamingServerMethod<TRequest, TResponse> continuation) => throw Refusal();

        private static RpcException Refusal() => new(new Status(StatusCode.PermissionDenied, "not you"));
    }

    private sealed class HeaderInterceptor : Interceptor
    {
        public override TResponse BlockingUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            BlockingUnaryCallContinuation<TRequest, TResponse> continuation) => continuation(request, WithHeader(context));

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request,
            ClientInterceptorContext<TRequest, TResponse> context,
            AsyncUnaryCallContinuation<TRequest, TResponse> continuation) => continuation(request, WithHeader(context));

        private static ClientInterceptorContext<TRequest, TResponse> WithHeader<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context)
            where TRequest : class
            where TResponse : class =>
            new(context.Method, context.Host, context.Options.WithHeaders(new Metadata { { "added", "here" } }));
    }
}
