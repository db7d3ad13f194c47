using System.Text.Json.Serialization;

namespace Logistics.Gateway.Api;

/// <summary>Part of a list.</summary>
internal abstract record Page<TItem>
{
    public required IReadOnlyList<TItem> Items { get; init; }

    /// <summary>Give it as <c>cursor</c> to read on; null at the end.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required string? NextCursor { get; init; }
}

/// <summary>Shipments, newest first.</summary>
internal sealed record ShipmentPage : Page<Shipment>;

/// <summary>Notifications, newest first.</summary>
internal sealed record NotificationPage : Page<Notification>;

/// <summary>Accounts, newest first.</summary>
internal sealed record UserPage : Page<User>;

/// <summary>The audit log, newest first.</summary>
internal sealed record AuditPage : Page<AuditEntry>;

/// <summary>Dead letters of all services, the latest first.</summary>
internal sealed record DeadLetterPage : Page<DeadLetter>;

/// <summary>Suppressed addresses, newest first.</summary>
internal sealed record SuppressionPage : Page<Suppression>;

/// <summary>Templates by their keys.</summary>
internal sealed record TemplatePage : Page<TemplateSummary>;

/// <summary>Mails of the development mailbox, newest first.</summary>
internal sealed record MailPage : Page<Mail>;
