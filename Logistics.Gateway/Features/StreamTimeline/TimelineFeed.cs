using System.Threading.Channels;
using Grpc.Core;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Features.GetTimeline;
using Logistics.Gateway.Live;
using Microsoft.Extensions.Options;

namespace Logistics.Gateway.Features.StreamTimeline;

/// <summary>
/// Feeds the hub: keeps the one stream to the Tracking service open while anyone watches, reads anew what may have been missed, and beats
/// the heart of all streams.
/// </summary>
internal sealed partial class TimelineFeed(
    TimelineHub hub,
    TrackingService.TrackingServiceClient tracking,
    PublicTimelines timelines,
    IOptions<LiveOptions> options,
    TimeProvider clock,
    IHostApplicationLifetime lifetime,
    ILogger<TimelineFeed> logger) : BackgroundService
{
    private const int Readers = 8;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await using var stopping = lifetime.ApplicationStopping.Register(hub.End);
        try
        {
            await Task.WhenAll(WatchAsync(stoppingToken), ReadAnewAsync(stoppingToken), BeatAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping is how this ends.
        }
    }

    private async Task WatchAsync(CancellationToken cancellationToken)
    {
        var pause = options.Value.ShortestPause;
        while (true)
        {
            await hub.Watched.WaitAsync(cancellationToken);
            var opened = clock.GetTimestamp();
            try
            {
                await WatchOnceAsync(cancellationToken);
                LogEnded();
            }
            catch (RpcException broken)
            {
                LogBroke(broken.StatusCode);
            }

            if (clock.GetElapsedTime(opened) > options.Value.LongestPause)
            {
                pause = options.Value.ShortestPause;
            }

            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), clock, cancellationToken);
            pause = pause * 2 < options.Value.LongestPause ? pause * 2 : options.Value.LongestPause;
        }
    }

    private async Task WatchOnceAsync(CancellationToken cancellationToken)
    {
        using var call = tracking.Watch(cancellationToken: cancellationToken);
        var requests = Channel.CreateUnbounded<WatchRequest>(new UnboundedChannelOptions { SingleReader = true });
        hub.Connect(requests.Writer);
        var asking = AskAsync(call.RequestStream, requests.Reader, cancellationToken);
        try
        {
            while (await call.ResponseStream.MoveNext(cancellationToken))
            {
                // Who has seen an event on a stream finds it in the answer, too.
                timelines.Forget(call.ResponseStream.Current.TrackingNumber);
                hub.Receive(call.ResponseStream.Current);
            }
        }
        finally
        {
            hub.Disconnect();
            requests.Writer.TryComplete();
            await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing); // it fails with the stream, whose failure is told already
        }
    }

    private static async Task AskAsync(
        IClientStreamWriter<WatchRequest> stream, ChannelReader<WatchRequest> requests, CancellationToken cancellationToken)
    {
        await foreach (var request in requests.ReadAllAsync(cancellationToken))
        {
            await stream.WriteAsync(request, cancellationToken);
        }
    }

    private Task ReadAnewAsync(CancellationToken cancellationToken) => Parallel.ForEachAsync(
        hub.Stale.ReadAllAsync(cancellationToken),
        new ParallelOptions { MaxDegreeOfParallelism = Readers, CancellationToken = cancellationToken },
        async (number, token) =>
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    hub.Publish(
                        await tracking.GetTimelineAsync(new GetTimelineRequest { TrackingNumber = number }, cancellationToken: token));
                    return;
                }
                catch (RpcException failure)
                {
                    LogNotRead(number, failure.StatusCode);
                    if (failure.StatusCode == StatusCode.NotFound || !hub.IsWatched(number))
                    {
                        return;
                    }

                    await Task.Delay(options.Value.ShortestPause * Math.Min(attempt, 20), clock, token);
                }
            }
        });

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.Value.Heartbeat, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            hub.Beat();
        }
    }

    [LoggerMessage(7020, LogLevel.Information, "Tracking ended the watch; it is opened again")]
    private partial void LogEnded();

    [LoggerMessage(7021, LogLevel.Warning, "The watch broke with {StatusCode}; it is opened again")]
    private partial void LogBroke(StatusCode statusCode);

    [LoggerMessage(7022, LogLevel.Warning, "The timeline of {TrackingNumber} could not be read anew: {StatusCode}")]
    private partial void LogNotRead(string trackingNumber, StatusCode statusCode);
}
