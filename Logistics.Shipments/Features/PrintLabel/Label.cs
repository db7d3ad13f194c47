using System.Globalization;
using Logistics.Contracts;
using Logistics.Shipments.Domain;

namespace Logistics.Shipments.Features.PrintLabel;

/// <summary>What one parcel's label says, whatever it is printed by.</summary>
internal sealed record Label(string TrackingNumber, string Service, string Count, string Weight, string? Reference, string Date)
{
    /// <summary>Name, company, street, city and country: a line each.</summary>
    public required IReadOnlyList<string> Sender { get; init; }

    /// <inheritdoc cref="Sender"/>
    public required IReadOnlyList<string> Recipient { get; init; }

    /// <summary>One a parcel.</summary>
    public static IReadOnlyList<Label> Of(Shipment shipment) => [.. shipment.Parcels.Select((parcel, index) => new Label(
        shipment.TrackingNumber.ToString(),
        shipment.ServiceLevel.ToWire().Replace('_', ' '),
        string.Create(CultureInfo.InvariantCulture, $"{index + 1} / {shipment.Parcels.Count}"),
        string.Create(CultureInfo.InvariantCulture, $"{parcel.WeightGrams / 1000m:0.000} kg"),
        shipment.Reference,
        shipment.CreatedAt.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
    {
        Sender = Lines(shipment.Sender),
        Recipient = Lines(shipment.Recipient),
    })];

    private static string[] Lines(Party party)
    {
        var address = party.Address;
        var city = string.Join(' ', new[] { address.PostalCode, address.City }.OfType<string>());
        return [.. new[]
        {
            party.Name, party.Company, address.Line1, address.Line2, address.Region is null ? city : $"{city}, {address.Region}",
            address.Country,
        }.OfType<string>()];
    }
}
