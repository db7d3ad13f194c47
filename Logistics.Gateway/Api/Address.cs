namespace Logistics.Gateway.Api;

/// <summary>A postal address.</summary>
internal sealed record Address
{
    /// <summary>Street and house number.</summary>
    /// <example>12 Rue Didouche Mourad</example>
    public string? Line1 { get; init; }

    /// <summary>Flat, floor, building.</summary>
    public string? Line2 { get; init; }

    /// <example>Algiers</example>
    public string? City { get; init; }

    /// <summary>State, province or wilaya.</summary>
    public string? Region { get; init; }

    /// <example>"16000"</example>
    public string? PostalCode { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    /// <example>DZ</example>
    public string? Country { get; init; }
}
