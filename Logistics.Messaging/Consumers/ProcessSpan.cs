using System.Diagnostics;
using Logistics.Messaging.Broker;

namespace Logistics.Messaging.Consumers;

internal static class ProcessSpan
{
    /// <summary>
    /// A span for one event's processing, in the trace of the request that caused the event. It does not become the current one.
    /// </summary>
    public static Activity? Start(string queue, Delivery delivery, int batchSize)
    {
        if (!MessagingTelemetry.Source.HasListeners())
        {
            return null;
        }

        var properties = delivery.Properties;
        ActivityContext.TryParse(
            properties.Text(EventHeaders.TraceParent), properties.Text(EventHeaders.TraceState), isRemote: true, out var cause);
        var current = Activity.Current;
        Activity.Current = null;
        var span = MessagingTelemetry.Source.StartActivity("process " + queue, ActivityKind.Consumer, cause);
        Activity.Current = current;
        return span?
            .SetTag("messaging.system", "rabbitmq")
            .SetTag("messaging.operation.name", "process")
            .SetTag("messaging.operation.type", "process")
            .SetTag("messaging.destination.name", queue)
            .SetTag("messaging.rabbitmq.destination.routing_key", properties.Type)
            .SetTag("messaging.message.id", properties.MessageId)
            .SetTag("messaging.message.body.size", delivery.Body.Length)
            .SetTag("messaging.batch.message_count", batchSize);
    }
}
