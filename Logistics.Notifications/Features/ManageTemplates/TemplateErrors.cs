using Logistics.ServiceDefaults.Results;

namespace Logistics.Notifications.Features.ManageTemplates;

internal static class TemplateErrors
{
    public static Error NotFound { get; } = new("template.not_found", "There is no such template or version.", ErrorKind.NotFound);

    public static Error NothingPublished { get; } = new(
        "template.nothing_published", "Nothing is published for this key, channel and locale.", ErrorKind.IllegalState);

    public static Error NothingBefore { get; } = new(
        "template.nothing_before",
        "There is no version before the published one, and nothing that comes with the product.",
        ErrorKind.IllegalState);

    public static Error ChannelNotConfigured { get; } = new(
        "template.channel_not_configured", "This channel has no provider.", ErrorKind.IllegalState);

    public static Error KeyReused { get; } = new(
        "idempotency.key_reused", "This idempotency key came before, with another request.", ErrorKind.KeyReused);
}
