using System.Diagnostics.Metrics;

namespace Logistics.Tracking.Features.SendWebhooks;

/// <summary>What is measured about webhooks.</summary>
internal sealed class WebhookMetrics
{
    public const string Name = "Logistics.Tracking.Webhooks";

    private readonly Counter<long> _attempts;

    public WebhookMetrics(IMeterFactory meters) =>
        _attempts = meters.Create(Name)
            .CreateCounter<long>("logistics.webhook.attempts", "{attempt}", "Messages that were sent to webhooks, by outcome.");

    public void Tried(IEnumerable<Attempt> attempts)
    {
        foreach (var attempt in attempts)
        {
            _attempts.Add(1, new KeyValuePair<string, object?>("outcome", attempt.IsDelivered ? "delivered" : attempt.Error ?? "refused"));
        }
    }
}
