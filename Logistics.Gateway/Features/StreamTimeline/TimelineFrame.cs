using System.Text.Json;
using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;

namespace Logistics.Gateway.Features.StreamTimeline;

/// <summary>One event as it goes out: written once, sent to every watcher.</summary>
/// <param name="Sequence">Of the event; 0 for an estimate, which has none.</param>
/// <param name="Json">The event in UTF-8; empty for one that is not for the public, but counted.</param>
internal sealed record TimelineFrame(int Sequence, byte[] Json)
{
    public static TimelineFrame Of(string trackingNumber, TimelineEntry entry) =>
        new(
            entry.Sequence,
            entry.Kind == EntryKind.Update
                ? []
                : JsonSerializer.SerializeToUtf8Bytes(entry.ToApi(trackingNumber), GatewayJson.Shared.TrackingEvent));

    public static TimelineFrame Of(string trackingNumber, Estimate estimate) =>
        new(0, JsonSerializer.SerializeToUtf8Bytes(estimate.ToApi(trackingNumber), GatewayJson.Shared.DeliveryEstimate));

    /// <summary>A whole timeline, in the order of its sequence; at last the estimate, which may have changed with no event.</summary>
    public static TimelineFrame[] Of(Timeline timeline) =>
        [
            .. timeline.Entries.OrderBy(entry => entry.Sequence).Select(entry => Of(timeline.TrackingNumber, entry)),
            Of(timeline.TrackingNumber, timeline.Estimate ?? new Estimate()),
        ];
}
