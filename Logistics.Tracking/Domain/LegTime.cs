using Logistics.Contracts.Common.V1;

namespace Logistics.Tracking.Domain;

/// <summary>How many parcels took about so long from an event at a place to their delivery in another, by one service.</summary>
internal sealed class LegTime
{
    public required string FromCountry { get; init; }

    /// <summary>In lower case, as is the other.</summary>
    public required string FromCity { get; init; }

    public required ShipmentStatus FromStatus { get; init; }

    public required string ToCountry { get; init; }

    public required string ToCity { get; init; }

    public required ServiceLevel ServiceLevel { get; init; }

    /// <summary>How long: see <c>LegBuckets</c>.</summary>
    public required short Bucket { get; init; }

    public required long Parcels { get; init; }
}

/// <summary>
/// A note that something happened to a parcel, so that its estimate is to be worked out anew. Notes are only added, and taken all together.
/// </summary>
internal sealed class EstimateDue
{
    public required string TrackingNumber { get; init; }
}
