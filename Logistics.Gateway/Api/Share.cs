namespace Logistics.Gateway.Api;

/// <summary>A link that was given out.</summary>
internal record Share
{
    public required string Id { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }
}

/// <summary>A link that was just made.</summary>
internal sealed record NewShare : Share
{
    /// <summary>Whoever has it sees the shipment, without an account. It cannot be shown again.</summary>
    /// <example>https://parcels.example/v1/shared/Xq3…</example>
    public required string Url { get; init; }
}

/// <summary>A shipment's links, newest first.</summary>
internal sealed record ShareList
{
    public required IReadOnlyList<Share> Items { get; init; }
}

/// <summary>A shipment, as whoever has a link to it sees it.</summary>
internal sealed record SharedShipment
{
    public required SharedParty Sender { get; init; }

    public required SharedParty Recipient { get; init; }

    public required IReadOnlyList<SharedParcel> Parcels { get; init; }

    /// <summary>When the service level promises delivery.</summary>
    public required DateTimeOffset PromisedAt { get; init; }

    /// <summary>So long the link works, unless it is revoked.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public required Tracking Tracking { get; init; }
}

/// <summary>A sender or a recipient: no name, no street, no contacts.</summary>
internal sealed record SharedParty
{
    /// <example>A. H.</example>
    public required string Initials { get; init; }

    /// <example>Algiers</example>
    public required string City { get; init; }

    public string? Region { get; init; }

    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    /// <example>DZ</example>
    public required string Country { get; init; }
}

/// <summary>A parcel, without what is in it.</summary>
internal sealed record SharedParcel
{
    /// <example>1200</example>
    public required int WeightGrams { get; init; }

    public int? LengthMm { get; init; }

    public int? WidthMm { get; init; }

    public int? HeightMm { get; init; }
}
