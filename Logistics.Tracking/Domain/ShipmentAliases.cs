namespace Logistics.Tracking.Domain;

/// <summary>The partners' numbers by which a parcel may be asked for too, as the newest event that told of them has them.</summary>
internal sealed class ShipmentAliases
{
    public required string TrackingNumber { get; init; }

    /// <summary>In their canonical form.</summary>
    public required string[] Aliases { get; init; }

    /// <summary>Of that event.</summary>
    public required int Sequence { get; init; }

    /// <summary>When it told: posts give their numbers out again after a year, and the newest parcel has them.</summary>
    public required DateTimeOffset ToldAt { get; init; }
}
