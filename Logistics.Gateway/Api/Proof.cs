using Logistics.Contracts.Common.V1;

namespace Logistics.Gateway.Api;

/// <summary>What proves a step of a shipment.</summary>
internal sealed record Proof
{
    public required ShipmentStatus Status { get; init; }

    /// <summary>Of the event that it proves.</summary>
    public required int Sequence { get; init; }

    public required DateTimeOffset RecordedAt { get; init; }

    public string? SignerName { get; init; }

    public Signature? Signature { get; init; }

    public required IReadOnlyList<ProofPhoto> Photos { get; init; }

    public ProofPosition? Position { get; init; }

    /// <summary>Whether the one who took it has shown to be of age.</summary>
    public required bool AgeChecked { get; init; }
}

/// <summary>A photo, to be read at its address.</summary>
internal sealed record ProofPhoto
{
    /// <example>/v1/shipments/PKG7K3M9QX2VHDTG/proof/photos/0</example>
    public required string Url { get; init; }

    /// <example>image/jpeg</example>
    public required string MediaType { get; init; }
}

internal sealed record ProofList
{
    public required IReadOnlyList<Proof> Items { get; init; }
}

/// <summary>Drawn on a screen: the one or the other, at most 256 KiB.</summary>
internal sealed record Signature
{
    /// <summary>The path (d) of an SVG.</summary>
    /// <example>M10 80 C 40 10, 65 10, 95 80</example>
    public string? SvgPath { get; init; }

    /// <summary>In base64.</summary>
    public byte[]? Png { get; init; }
}

/// <summary>Degrees, WGS 84.</summary>
internal sealed record ProofPosition
{
    /// <example>48.8786</example>
    public double? Latitude { get; init; }

    /// <example>2.3391</example>
    public double? Longitude { get; init; }
}
