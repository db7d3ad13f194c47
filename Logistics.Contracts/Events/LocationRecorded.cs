using System.Text.Json.Serialization;

namespace Logistics.Contracts.Events;

/// <summary>
/// Where a parcel that is out for delivery was: <c>tracking.location_recorded</c>. From time to time, not for each ping of the courier's
/// device.
/// </summary>
public sealed record LocationRecorded : IEvent
{
    public const string Name = "tracking.location_recorded";

    public required Guid EventId { get; init; }

    public required string TrackingNumber { get; init; }

    /// <summary>The account that the shipment belongs to.</summary>
    public required Guid OwnerId { get; init; }

    /// <summary>Degrees, WGS 84, rounded to 100 m.</summary>
    public required double Latitude { get; init; }

    /// <summary>Degrees, WGS 84, rounded to 100 m.</summary>
    public required double Longitude { get; init; }

    /// <summary>When the device was there.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    [JsonIgnore]
    public string EventName => Name;

    [JsonIgnore]
    public string Subject => TrackingNumber;
}
