using Logistics.Contracts.Identity.V1;
using Logistics.Gateway.Api;

namespace Logistics.Gateway.Features.ManageAddresses;

/// <summary>An address for your address book.</summary>
internal sealed record AddressRequest
{
    /// <example>Home</example>
    public string? Label { get; init; }

    /// <summary>The first is the default anyway; another becomes it by this.</summary>
    public bool? IsDefault { get; init; }

    /// <example>Amina Haddad</example>
    public string? Name { get; init; }

    public string? Company { get; init; }

    /// <example>amina@example.com</example>
    public string? Email { get; init; }

    /// <summary>E.164.</summary>
    /// <example>+213550123456</example>
    public string? Phone { get; init; }

    public Address? Address { get; init; }

    public AddressEntry ToProto(string id) => new()
    {
        Id = id,
        Label = Label ?? "",
        IsDefault = IsDefault ?? false,
        Party = new Party { Name = Name, Company = Company, Email = Email, Phone = Phone, Address = Address }.ToProto(),
    };
}
