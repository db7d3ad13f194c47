using System.Globalization;
using System.Text.Json;
using Logistics.Contracts;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Logistics.Gateway.Live;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Http.Features;

namespace Logistics.Gateway.Features.StreamTimeline;

/// <summary>
/// A parcel's timeline, live: <c>snapshot</c> first, then <c>tracking</c> for each event, then as they come. The id of each is the sequence
/// up to which the client has all. Who comes back with <c>Last-Event-ID</c> gets no snapshot, only the <c>tracking</c> events after it and
/// the <c>estimate</c>. That tells when the parcel is expected now.
/// </summary>
internal static class StreamTimelineEndpoint
{
    public static async Task<IResult> HandleAsync(
        string trackingNumber,
        HttpContext context,
        TimelineHub hub,
        TrackingService.TrackingServiceClient tracking,
        TimeProvider clock,
        CancellationToken cancellationToken)
    {
        // As Tracking writes it, so that all who watch one parcel share one topic. What is no number of ours is Tracking's to refuse, or to
        // know.
        var canonical = TrackingNumber.TryParse(trackingNumber, out var number)
            ? number.ToString()
            : (await ReadAsync(tracking, trackingNumber, cancellationToken)).TrackingNumber;

        using var watcher = hub.Follow(canonical);
        if (watcher is null)
        {
            return new ProblemResult(EdgeErrors.TooManyWatchers);
        }

        Timeline timeline;
        try
        {
            // Followed before read: what happens between the two comes by the watcher, and nothing is missed.
            await hub.FollowingAsync(watcher, clock, cancellationToken);
            timeline = await ReadAsync(tracking, canonical, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new ProblemResult(CommonErrors.DependencyUnavailable);
        }

        hub.Know(watcher, timeline.Sequence);
        try
        {
            await StreamAsync(context, watcher, timeline, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The client left: that is how streams end.
        }

        return Results.Empty;
    }

    private static async Task StreamAsync(
        HttpContext context, TimelineWatcher watcher, Timeline timeline, CancellationToken cancellationToken)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no"; // asks nginx and its like to pass events on at once

        var stream = new EventStream(context.Response.BodyWriter);
        stream.WriteRetry();
        var cursor = Begin(stream, context.Request, timeline);
        await stream.FlushAsync(cancellationToken);

        await foreach (var update in watcher.Updates.ReadAllAsync(cancellationToken))
        {
            if (update.Length == 0)
            {
                stream.WriteHeartbeat();
            }

            Send(stream, cursor, update);
            await stream.FlushAsync(cancellationToken);
        }
    }

    /// <summary>The snapshot, or for one who comes back what has happened since.</summary>
    private static SequenceCursor Begin(EventStream stream, HttpRequest request, Timeline timeline)
    {
        if (int.TryParse(request.Headers["Last-Event-ID"], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            && last <= timeline.Sequence)
        {
            var resumed = new SequenceCursor(last);
            Send(stream, resumed, TimelineFrame.Of(timeline));
            return resumed;
        }

        var cursor = new SequenceCursor(0);
        foreach (var entry in timeline.Entries)
        {
            cursor.TryPass(entry.Sequence);
        }

        stream.Write("snapshot"u8, cursor.Floor, JsonSerializer.SerializeToUtf8Bytes(timeline.ToApi(), GatewayJson.Shared.Tracking));
        return cursor;
    }

    private static void Send(EventStream stream, SequenceCursor cursor, TimelineFrame[] frames)
    {
        foreach (var frame in frames)
        {
            if (frame.Sequence == 0)
            {
                stream.Write("estimate"u8, cursor.Floor, frame.Json);
            }
            else if (cursor.TryPass(frame.Sequence) && frame.Json.Length > 0)
            {
                stream.Write("tracking"u8, cursor.Floor, frame.Json);
            }
        }
    }

    private static async Task<Timeline> ReadAsync(
        TrackingService.TrackingServiceClient tracking, string trackingNumber, CancellationToken cancellationToken) =>
        await tracking.GetTimelineAsync(new GetTimelineRequest { TrackingNumber = trackingNumber }, cancellationToken: cancellationToken);
}
