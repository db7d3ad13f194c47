using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Features.ManageAddresses;

/// <summary>An entry of the address book, to and from the wire.</summary>
internal static class AddressFields
{
    /// <summary>What the caller wants the entry to say. Of use only where there are no faults.</summary>
    public static SavedAddress Read(AddressEntry entry, Guid accountId, Guid id, FieldFaults faults)
    {
        var party = entry.Party ?? new Party();
        var address = party.Address ?? new Address();
        var country = address.Country.Trim();
        var postalCode = faults.Optional("address.postalCode", address.PostalCode, SavedAddress.MaxPostalCodeLength)?.ToUpperInvariant();
        if (!CountryCodes.All.Contains(country))
        {
            faults.Add("address.country", "Is an ISO 3166-1 alpha-2 country code, such as DZ.");
        }
        else if (PostalCodes.FaultOf(postalCode, country) is { } fault)
        {
            faults.Add("address.postalCode", fault);
        }

        return new SavedAddress
        {
            Id = id,
            AccountId = accountId,
            Label = faults.Optional("label", entry.Label, SavedAddress.MaxLabelLength),
            Name = faults.Required("name", party.Name, SavedAddress.MaxTextLength),
            Company = faults.Optional("company", party.Company, SavedAddress.MaxTextLength),
            Email = faults.Email("email", party.Email),
            Phone = faults.Phone("phone", party.Phone),
            Line1 = faults.Required("address.line1", address.Line1, SavedAddress.MaxTextLength),
            Line2 = faults.Optional("address.line2", address.Line2, SavedAddress.MaxTextLength),
            City = faults.Required("address.city", address.City, SavedAddress.MaxCityLength),
            Region = faults.Optional("address.region", address.Region, SavedAddress.MaxCityLength),
            PostalCode = postalCode,
            Country = country,
            IsDefault = entry.IsDefault,
        };
    }

    public static AddressEntry ToProto(this SavedAddress address) => new()
    {
        Id = address.Id.ToString(),
        Label = address.Label ?? string.Empty,
        IsDefault = address.IsDefault,
        Party = new Party
        {
            Name = address.Name,
            Company = address.Company ?? string.Empty,
            Email = address.Email ?? string.Empty,
            Phone = address.Phone ?? string.Empty,
            Address = new Address
            {
                Line1 = address.Line1,
                Line2 = address.Line2 ?? string.Empty,
                City = address.City,
                Region = address.Region ?? string.Empty,
                PostalCode = address.PostalCode ?? string.Empty,
                Country = address.Country,
            },
        },
    };
}
