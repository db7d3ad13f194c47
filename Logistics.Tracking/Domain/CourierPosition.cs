namespace Logistics.Tracking.Domain;

/// <summary>The newest ping of a courier.</summary>
internal sealed class CourierPosition
{
    public required Guid CourierId { get; init; }

    public required DateTimeOffset At { get; init; }

    public required double Latitude { get; init; }

    public required double Longitude { get; init; }

    /// <summary>The ping that was last published for the parcels on board.</summary>
    public required DateTimeOffset PublishedAt { get; init; }

    public LocationPing ToPing() => new(At, Latitude, Longitude, null, null);
}
