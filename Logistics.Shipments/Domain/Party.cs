namespace Logistics.Shipments.Domain;

/// <summary>A sender or a recipient. Personal data: goes into no log and no public answer.</summary>
/// <param name="Phone">E.164.</param>
internal sealed record Party(string Name, string? Company, string? Email, string? Phone)
{
    /// <summary>What stands where a name was, once its owner's account is gone.</summary>
    public const string Erased = "(erased)";

    public required Address Address { get; init; }
}

/// <param name="Country">ISO 3166-1 alpha-2.</param>
internal sealed record Address(string Line1, string? Line2, string City, string? Region, string? PostalCode, string Country);
