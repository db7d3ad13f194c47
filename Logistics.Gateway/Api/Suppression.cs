using Logistics.Contracts.Notifications.V1;

namespace Logistics.Gateway.Api;

/// <summary>An address that nothing is sent to.</summary>
internal sealed record Suppression
{
    public required string Id { get; init; }

    public required Channel Channel { get; init; }

    /// <summary>An e-mail address or a number.</summary>
    public required string Address { get; init; }

    /// <summary>
    /// <c>ALL</c>, or the kind of message that it holds for: <c>SHIPMENT_PROGRESS</c>, <c>DELIVERY</c>, <c>PROBLEM</c>, <c>NEWS</c>.
    /// </summary>
    public required string Scope { get; init; }

    /// <summary><c>hard_bounce</c> or <c>unsubscribed</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>What the provider said.</summary>
    /// <example>dsn_5.1.1</example>
    public string? Detail { get; init; }

    /// <summary>The notification that it came of.</summary>
    public required string NotificationId { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
