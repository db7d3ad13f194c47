using Logistics.ServiceDefaults.Results;

namespace Logistics.Tracking.Features.ManageWebhooks;

internal static class WebhookErrors
{
    public static readonly Error NotFound = new("webhook.not_found", "You have no such webhook.", ErrorKind.NotFound);

    public static readonly Error DeliveryNotFound = new(
        "webhook.delivery_not_found", "This webhook has no such delivery.", ErrorKind.NotFound);

    public static readonly Error Disabled = new("webhook.disabled", "This webhook is disabled; enable it first.", ErrorKind.Conflict);

    public static readonly Error TooMany =
        new("webhook.too_many", $"An account has at most {WebhooksHandler.MaxWebhooks} webhooks; delete one first.", ErrorKind.Conflict);
}
