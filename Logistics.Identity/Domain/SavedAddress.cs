namespace Logistics.Identity.Domain;

/// <summary>An entry of a person's address book. One of them is the default: the database allows no second.</summary>
internal sealed class SavedAddress
{
    public const int MaxLabelLength = 50;
    public const int MaxTextLength = 200;
    public const int MaxCityLength = 100;
    public const int MaxPostalCodeLength = 20;

    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public string? Label { get; set; }

    public required string Name { get; set; }

    public string? Company { get; set; }

    public string? Email { get; set; }

    /// <summary>E.164.</summary>
    public string? Phone { get; set; }

    public required string Line1 { get; set; }

    public string? Line2 { get; set; }

    public required string City { get; set; }

    public string? Region { get; set; }

    public string? PostalCode { get; set; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public required string Country { get; set; }

    public bool IsDefault { get; set; }
}
