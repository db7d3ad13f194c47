using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Logistics.Messaging;

/// <summary>
/// Traces and metrics of messaging, both under <see cref="Name"/>. Spans follow OpenTelemetry's conventions for messaging and RabbitMQ; a
/// publish belongs to the trace of the request that caused it, and so does each consumer's processing.
/// </summary>
public static class MessagingTelemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "Logistics.Messaging";

    internal static ActivitySource Source { get; } = new(Name);

    internal static Meter Meter { get; } = new(Name);

    internal static Counter<long> Published { get; } =
        Meter.CreateCounter<long>("logistics.outbox.published", "{event}", "Events that the broker confirmed.");

    internal static Histogram<double> Lag { get; } =
        Meter.CreateHistogram<double>("logistics.event.lag", "s", "From the recording of an event to the commit of its effect.");

    internal static Histogram<int> BatchSize { get; } =
        Meter.CreateHistogram<int>("logistics.consumer.batch.size", "{event}", "Events handled in one transaction.");

    internal static Counter<long> Duplicates { get; } =
        Meter.CreateCounter<long>("logistics.consumer.duplicates", "{event}", "Deliveries of events that were handled already.");

    internal static Counter<long> Retries { get; } =
        Meter.CreateCounter<long>("logistics.consumer.retries", "{event}", "Events put off after a failure.");

    internal static Counter<long> DeadLettered { get; } =
        Meter.CreateCounter<long>("logistics.consumer.dead_letters", "{event}", "Events given up.");

    internal static KeyValuePair<string, object?> Queue(string queue) => new("messaging.destination.name", queue);
}
