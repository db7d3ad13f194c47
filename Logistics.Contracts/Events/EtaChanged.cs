using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>A parcel is expected more than an hour earlier or later than was last told: <c>tracking.eta_changed</c>.</summary>
public sealed record EtaChanged : IEvent
{
    public const string Name = "tracking.eta_changed";

    public required Guid EventId { get; init; }

    public required string TrackingNumber { get; init; }

    /// <summary>The account that the shipment belongs to.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>What was told last: by the last such event, or by the service's promise.</summary>
    public DateTimeOffset? PreviousDeliveryAt { get; init; }

    public required DateTimeOffset EstimatedDeliveryAt { get; init; }

    /// <summary>With <see cref="Until"/>, the window in which four of five parcels arrive.</summary>
    public required DateTimeOffset From { get; init; }

    public required DateTimeOffset Until { get; init; }

    public required DateTimeOffset OccurredAt { get; init; }

    [JsonIgnore]
    public string EventName => Name;

    [JsonIgnore]
    public string Subject => TrackingNumber;
}
