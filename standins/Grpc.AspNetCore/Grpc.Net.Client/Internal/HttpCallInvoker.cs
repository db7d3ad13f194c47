using Grpc.Core;

namespace Grpc.Net.Client.Internal;

/// <summary>Calls over the channel's HTTP handler.</summary>
internal sealed class HttpCallInvoker(GrpcChannel channel) : CallInvoker
{
    public override TResponse BlockingUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request) =>
        AsyncUnaryCall(method, host, options, request).GetAwaiter().GetResult();

    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new ClientCall<TRequest, TResponse>(channel, method, host, options).Send(request);
        return new AsyncUnaryCall<TResponse>(call.ReadSingleAsync(), Headers, GetStatus, GetTrailers, Dispose, call);
    }

    public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new ClientCall<TRequest, TResponse>(channel, method, host, options);
        return new AsyncClientStreamingCall<TRequest, TResponse>(
            call.SendStream(), call.ReadSingleAsync(), Headers, GetStatus, GetTrailers, Dispose, call);
    }

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options, TRequest request)
    {
        var call = new ClientCall<TRequest, TResponse>(channel, method, host, options).Send(request);
        return new AsyncServerStreamingCall<TResponse>(
            new ClientStreamReader<TRequest, TResponse>(call), Headers, GetStatus, GetTrailers, Dispose, call);
    }

    public override AsyncDuplexStreamingCall<TRequest, TResponse> AsyncDuplexStreamingCall<TRequest, TResponse>(
        Method<TRequest, TResponse> method, string? host, CallOptions options)
    {
        var call = new ClientCall<TRequest, TResponse>(channel, method, host, options);
        return new AsyncDuplexStreamingCall<TRequest, TResponse>(
            call.SendStream(), new ClientStreamReader<TRequest, TResponse>(call), Headers, GetStatus, GetTrailers, Dispose, call);
    }

    private static Task<Metadata> Headers(object call) => ((ClientCall)call).GetResponseHeadersAsync();

    private static Status GetStatus(object call) => ((ClientCall)call).GetStatus();

    private static Metadata GetTrailers(object call) => ((ClientCall)call).GetTrailers();

    private static void Dispose(object call) => ((ClientCall)call).Dispose();
}
