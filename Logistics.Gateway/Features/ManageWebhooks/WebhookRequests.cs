namespace Logistics.Gateway.Features.ManageWebhooks;

/// <summary>A new webhook.</summary>
internal sealed record AddWebhookRequest
{
    /// <summary>HTTPS, at a public address.</summary>
    /// <example>https://shop.example/hooks/parcels</example>
    public string? Url { get; init; }

    /// <summary>The events that it is to get; none: all.</summary>
    /// <example>["shipment.delivered", "shipment.delivery_attempted"]</example>
    public IReadOnlyList<string?>? Events { get; init; }
}

/// <summary>What is to change of a webhook; what is absent stays.</summary>
internal sealed record ChangeWebhookRequest
{
    public string? Url { get; init; }

    public IReadOnlyList<string?>? Events { get; init; }

    public bool? Enabled { get; init; }
}

/// <summary>What is to be sent again.</summary>
internal sealed record ReplayRequest
{
    /// <summary>All that was queued from then on and is not waiting its turn.</summary>
    /// <example>2026-04-06T12:00:00Z</example>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Also what was delivered; otherwise what failed or was held.</summary>
    public bool? IncludeDelivered { get; init; }
}
