using Logistics.Contracts.Common.V1;

namespace Logistics.Shipments.Domain;

/// <summary>
/// What shows that a parcel was handed over, or that it was tried. The pictures are in the blob store, under keys that begin with its id.
/// </summary>
internal sealed class Proof
{
    public required Guid Id { get; init; }

    public required ShipmentId ShipmentId { get; init; }

    public required ShipmentStatus Status { get; init; }

    /// <summary>The change of the shipment that it proves; none until that is saved.</summary>
    public int? Version { get; private set; }

    public string? SignerName { get; init; }

    public string? SignatureType { get; init; }

    public required string[] PhotoTypes { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public bool AgeChecked { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>From when on it is to go, pictures first: one whose change was never saved, or whose people are to be forgotten.</summary>
    public DateTimeOffset? DoomedAt { get; private set; }

    public string KeyPrefix => $"proofs/{Id:n}/";

    public string SignatureKey => KeyPrefix + "signature";

    public string PhotoKey(int index) => $"{KeyPrefix}{index}";

    /// <summary>Not yet of any change; to be forgotten unless it becomes so.</summary>
    public Proof Pending(DateTimeOffset until)
    {
        DoomedAt = until;
        return this;
    }

    public void Proves(StatusChange change) => (Version, DoomedAt) = (change.Version, null);
}

/// <summary>As far as it matters whether a parcel may be handed over.</summary>
internal readonly record struct ProofSummary(bool Signed, bool AgeChecked);
