using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace Logistics.Gateway.Live;

/// <summary>
/// A service's own stream as Server-Sent Events: one for each watcher and with the watcher's token, so that the service decides what is
/// whose.
/// </summary>
internal sealed class RelayedStream(IOptions<LiveOptions> options, IHostApplicationLifetime lifetime, TimeProvider clock)
{
    /// <param name="context">The watcher's request.</param>
    /// <param name="open">Opens the service's stream.</param>
    /// <param name="write">Writes one of its messages.</param>
    /// <param name="cancellationToken">The watcher left.</param>
    public async Task<IResult> RelayAsync<T>(
        HttpContext context,
        Func<CancellationToken, AsyncServerStreamingCall<T>> open,
        Action<EventStream, T> write,
        CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        using var call = open(ending.Token);
        if (!await call.ResponseStream.MoveNext(ending.Token))
        {
            return Results.Empty;
        }

        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var stream = new EventStream(context.Response.BodyWriter);
        stream.WriteRetry();
        try
        {
            do
            {
                write(stream, call.ResponseStream.Current);
                await stream.FlushAsync(ending.Token);
            }
            while (await NextAsync(stream, call.ResponseStream, ending.Token));
        }
        catch (RpcException)
        {
            // The service stops, or was read too slowly: the client comes back, and misses nothing.
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The client left, or we stop.
        }

        return Results.Empty;
    }

    /// <summary>Waits for what is next, showing meanwhile that the stream lives.</summary>
    private async Task<bool> NextAsync<T>(EventStream stream, IAsyncStreamReader<T> responses, CancellationToken cancellationToken)
    {
        var next = responses.MoveNext(cancellationToken);
        while (true)
        {
            try
            {
                return await next.WaitAsync(options.Value.Heartbeat, clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                stream.WriteHeartbeat();
                await stream.FlushAsync(cancellationToken);
            }
        }
    }
}
