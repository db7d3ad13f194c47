using System.Diagnostics;
using System.Diagnostics.Metrics;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Sms;

namespace Logistics.Notifications.Telemetry;

/// <summary>What is measured about notifications.</summary>
internal sealed class NotificationMetrics
{
    public const string Name = "Logistics.Notifications";

    private readonly Counter<long> _sent;
    private readonly Counter<long> _failed;
    private readonly Counter<long> _suppressed;
    private readonly Counter<long> _uncertain;
    private readonly Counter<long> _segments;
    private readonly Histogram<double> _duration;

    public NotificationMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _sent = meter.CreateCounter<long>("logistics.notification.sent", "{notification}", "Taken by a provider, or put into the app.");
        _failed = meter.CreateCounter<long>("logistics.notification.failed", "{notification}", "Failed or bounced for good.");
        _suppressed = meter.CreateCounter<long>("logistics.notification.suppressed", "{notification}", "Not sent, by a rule.");
        _uncertain = meter.CreateCounter<long>(
            "logistics.notification.uncertain", "{notification}", "Perhaps taken by a provider, perhaps not.");
        _segments = meter.CreateCounter<long>(
            "logistics.notification.sms.segments", "{segment}", "What text messages that a provider took are billed by.");
        _duration = meter.CreateHistogram(
            "logistics.notification.duration",
            "s",
            "From being accepted to being sent.",
            advice: new InstrumentAdvice<double>
            {
                HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200],
            });
    }

    public static ActivitySource Source { get; } = new(Name);

    public void Texted(string provider, string text) =>
        _segments.Add(SmsLength.Of(text).Segments, new KeyValuePair<string, object?>("provider", provider));

    public void Reached(Channel channel, NotificationState state, string? reason, TimeSpan age)
    {
        var tags = new TagList { { "channel", NotificationEvents.NameOf(channel) } };
        if (reason is not null)
        {
            tags.Add("reason", reason);
        }

        switch (state)
        {
            case NotificationState.Sent or NotificationState.Delivered:
                _sent.Add(1, tags);
                _duration.Record(age.TotalSeconds, tags);
                break;
            case NotificationState.Failed or NotificationState.Bounced or NotificationState.DeadLettered:
                _failed.Add(1, tags);
                break;
            case NotificationState.Suppressed:
                _suppressed.Add(1, tags);
                break;
            case NotificationState.Uncertain:
                _uncertain.Add(1, tags);
                break;
        }
    }
}
