using System.Diagnostics;
using System.Globalization;
using Logistics.Contracts.Events;
using Logistics.Messaging.Broker;
using Logistics.Messaging.Hosting;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;

namespace Logistics.Messaging.Outbox;

/// <summary>Turns an outbox row into the message that goes out: CloudEvents in AMQP's binary mode.</summary>
internal sealed class OutboxEnvelope(ServiceName service, IOptions<MessagingOptions> options)
{
    /// <param name="row">What to send.</param>
    /// <param name="span">The span of this publish, if one is recorded: what the consumers' spans hang from.</param>
    public OutgoingMessage Wrap(OutboxMessage row, Activity? span)
    {
        var id = (row.ReplayedEventId ?? row.Id).ToString();
        var source = row.ReplayedSource ?? service.Value;
        var properties = new BasicProperties
        {
            MessageId = id,
            Type = row.EventName,
            AppId = source,
            Timestamp = new AmqpTimestamp(row.CreatedAt.ToUnixTimeSeconds()),
            ContentType = "application/json",
            Persistent = true,
            Headers = new Dictionary<string, object?>(9)
            {
                [EventHeaders.SpecVersion] = "1.0",
                [EventHeaders.Id] = id,
                [EventHeaders.Type] = row.EventName,
                [EventHeaders.Source] = source,
                [EventHeaders.Time] = row.OccurredAt.ToString("O", CultureInfo.InvariantCulture),
                [EventHeaders.Subject] = row.Subject,
                [EventHeaders.RecordedAt] = row.CreatedAt.ToUnixTimeMilliseconds(),
            },
        };

        if ((span?.Id ?? row.TraceParent) is { } traceParent)
        {
            properties.Headers[EventHeaders.TraceParent] = traceParent;
        }

        if ((span?.TraceStateString ?? row.TraceState) is { } traceState)
        {
            properties.Headers[EventHeaders.TraceState] = traceState;
        }

        return row.TargetQueue is { } queue
            ? new OutgoingMessage(string.Empty, queue, Mandatory: true, properties, row.Body)
            : new OutgoingMessage(options.Value.Exchange, row.EventName, EventCatalogue.MustBeHeard(row.EventName), properties, row.Body);
    }
}
