using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;
using Logistics.Contracts;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Domain;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;
using NpgsqlTypes;
using Shipment = Logistics.Shipments.Domain.Shipment;

namespace Logistics.Shipments.Features.ListShipments;

/// <summary>
/// Finding by text. City, reference and free text share one index, of the words of a shipment: what a filter says beyond its words is
/// looked at in the rows that have them.
/// </summary>
/// <param name="Query">The words wanted, as PostgreSQL's <c>tsquery</c>; empty for none.</param>
/// <param name="City">As a pattern for LIKE, as is the reference.</param>
/// <param name="Number">Where that is searched for, there are no words.</param>
/// <param name="Alias">Beside the words: a reference may look like a partner's number.</param>
internal sealed partial record ShipmentWords(string Query, string? City, string? Reference, TrackingNumber? Number, PartnerNumber? Alias)
{
    /// <summary>
    /// The words of a shipment, in SQL: the function and its index are in the migration SearchAndStatistics. Case is nothing, and signs are
    /// blanks.
    /// </summary>
    [SuppressMessage("Style", "IDE0060:Remove unused parameter", Justification = "Entity Framework reads them off the query.")]
    internal static NpgsqlTsVector Of(
        string number,
        string? reference,
        string sender,
        string? senderCompany,
        string senderCity,
        string recipient,
        string? recipientCompany,
        string recipientCity) =>
        throw new NotSupportedException("Is translated to SQL.");

    public static ShipmentWords Read(FieldFaults faults, ListShipmentsRequest request)
    {
        if (TrackingNumber.TryParse(request.Search, out var number))
        {
            return Read(faults, new ListShipmentsRequest(request) { Search = string.Empty }) with { Number = number };
        }

        var words = WordsOf(faults, "search", request.Search).Select(word => $"'{word}':*") // begins with it
            .Concat(
                WordsOf(faults, "city", request.City).Concat(WordsOf(faults, "reference", request.Reference)).Select(word => $"'{word}'"));
        PartnerNumber? alias = PartnerNumber.TryParse(request.Search, out var partners) ? partners : null;
        return new ShipmentWords(string.Join(" & ", words), Exactly(request.City), Exactly(request.Reference), Number: null, alias);
    }

    public IQueryable<Shipment> Search(ShipmentsDbContext db)
    {
        IQueryable<Shipment> shipments = db.Shipments;
        if (Query.Length > 0)
        {
            var aliases = db.ShipmentAliases.Where(known => known.Alias == Alias).Select(known => (ShipmentId?)known.ShipmentId);
            shipments = shipments.Where(shipment => Of(
                    (string)(object)shipment.TrackingNumber, shipment.Reference, // as its column has it
                    shipment.Sender.Name, shipment.Sender.Company, shipment.Sender.Address.City,
                    shipment.Recipient.Name, shipment.Recipient.Company, shipment.Recipient.Address.City)
                    .Matches(EF.Functions.ToTsQuery("simple", Query))
                || shipment.Id == aliases.FirstOrDefault());
        }

        if (City is not null)
        {
            shipments = shipments.Where(shipment =>
                EF.Functions.ILike(shipment.Sender.Address.City, City)
                || EF.Functions.ILike(shipment.Recipient.Address.City, City));
        }

        shipments = Reference is null
            ? shipments
            : shipments.Where(shipment => EF.Functions.ILike(shipment.Reference!, Reference)); // null is like nothing
        return Number is { } number ? shipments.Where(shipment => shipment.TrackingNumber == number) : shipments;
    }

    private static List<string> WordsOf(FieldFaults faults, string field, string text)
    {
        if (faults.Optional(field, text, Domain.MaxLength.AddressLine) is null)
        {
            return [];
        }

        var words = Words().Matches(text).Select(match => match.Value).ToList();
        if (words.Count == 0)
        {
            faults.Add(field, "Has a letter or a digit.");
        }

        return words;
    }

    /// <summary>As a pattern that only the text itself is like, in any case; none for no text.</summary>
    private static string? Exactly(string text) => text.Trim() is { Length: > 0 } trimmed ? Wildcards().Replace(trimmed, @"\$0") : null;

    [GeneratedRegex(@"[%_\\]")]
    private static partial Regex Wildcards();

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+")]
    private static partial Regex Words();
}
