using System.Diagnostics;
using Logistics.Messaging.Broker;
using Logistics.Messaging.Hosting;
using Microsoft.Extensions.Options;

namespace Logistics.Messaging.Outbox;

/// <summary>Publishes rows and decides what becomes of each.</summary>
internal sealed class OutboxPublisher(
    OutboxEnvelope envelope, IOptions<MessagingOptions> options, TimeProvider clock)
{
    private const string RoutingKey = "messaging.rabbitmq.destination.routing_key";

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan UnroutedPause = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Publishes rows together, and notes in <paramref name="settlement"/> what to do with each. Rows whose fate is unknown are in
    /// neither list: they stay as they are.
    /// </summary>
    public async Task PublishAsync(
        ConfirmingPublisher publisher, IReadOnlyList<OutboxMessage> rows, OutboxSettlement settlement, CancellationToken cancellationToken)
    {
        var spans = new Activity?[rows.Count];
        var messages = new OutgoingMessage[rows.Count];
        for (var i = 0; i < messages.Length; i++)
        {
            spans[i] = StartSpan(rows[i]);
            messages[i] = envelope.Wrap(rows[i], spans[i]);
        }

        var results = await publisher.PublishAsync(messages, cancellationToken);
        for (var i = 0; i < messages.Length; i++)
        {
            Settle(rows[i], results[i], settlement);
            spans[i]?.SetStatus(results[i].Outcome == PublishOutcome.Confirmed ? ActivityStatusCode.Unset : ActivityStatusCode.Error);
            spans[i]?.Dispose();
        }

        MessagingTelemetry.Published.Add(results.Count(result => result.Outcome == PublishOutcome.Confirmed));
    }

    private void Settle(OutboxMessage row, PublishResult result, OutboxSettlement settlement)
    {
        switch (result.Outcome)
        {
            case PublishOutcome.Confirmed:
                settlement.Done.Add(row.Id);
                break;
            case PublishOutcome.Unrouted when row.TargetQueue is not null:
                Refuse(row, $"There is no queue '{row.TargetQueue}'.", settlement);
                break;
            case PublishOutcome.Unrouted: // its first subscriber has yet to start
                row.AvailableAt = clock.GetUtcNow() + UnroutedPause;
                settlement.Postponed.Add(row);
                break;
            case PublishOutcome.Refused:
                Refuse(row, result.Reason ?? "The broker refused it.", settlement);
                break;
            case PublishOutcome.Lost:
                break;
        }
    }

    private void Refuse(OutboxMessage row, string reason, OutboxSettlement settlement)
    {
        var now = clock.GetUtcNow();
        row.Attempts++;
        if (row.Attempts >= options.Value.PublishAttempts)
        {
            row.ParkedAt = now;
            row.ParkedReason = reason.Length > 500 ? reason[..500] : reason;
        }

        row.AvailableAt = now + new Backoff(FirstPause, LongestPause).After(row.Attempts);
        settlement.Postponed.Add(row);
    }

    private Activity? StartSpan(OutboxMessage row)
    {
        if (!MessagingTelemetry.Source.HasListeners())
        {
            return null;
        }

        var destination = row.TargetQueue ?? options.Value.Exchange;
        ActivityContext.TryParse(row.TraceParent, row.TraceState, isRemote: false, out var cause);
        var current = Activity.Current;
        var span = MessagingTelemetry.Source.StartActivity("publish " + destination, ActivityKind.Producer, cause);
        Activity.Current = current;
        return span?
            .SetTag("messaging.system", "rabbitmq")
            .SetTag("messaging.operation.name", "publish")
            .SetTag("messaging.operation.type", "send")
            .SetTag("messaging.destination.name", destination)
            .SetTag(RoutingKey, row.TargetQueue ?? row.EventName)
            .SetTag("messaging.message.id", (row.ReplayedEventId ?? row.Id).ToString())
            .SetTag("messaging.message.body.size", row.Body.Length);
    }
}
