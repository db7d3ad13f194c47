using Logistics.ServiceDefaults.Protection;
using Logistics.Tracking.Domain;
using Microsoft.Extensions.Options;

namespace Logistics.Tracking.Features.SendWebhooks;

/// <summary>The secrets of webhooks, in and out of the database.</summary>
internal sealed class WebhookSecrets(IOptions<WebhookOptions> options)
{
    private readonly SecretBox _box = new("logistics webhook secrets", options.Value.KeySecret, options.Value.FormerKeySecrets);

    public byte[] Close(WebhookSecret secret, Guid webhookId) => _box.Protect(secret.Key, webhookId.ToByteArray());

    /// <summary>Those that sign now: the newest first, and beside it for a while the one before.</summary>
    public IReadOnlyList<WebhookSecret> Open(Webhook webhook, DateTimeOffset now) =>
        webhook is { FormerSecret: { } former, FormerSecretUntil: { } until } && until > now
            ? [Open(webhook.Secret, webhook.Id), Open(former, webhook.Id)]
            : [Open(webhook.Secret, webhook.Id)];

    private WebhookSecret Open(byte[] secret, Guid webhookId) => new(_box.Unprotect(secret, webhookId.ToByteArray()));
}
