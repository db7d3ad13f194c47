using Logistics.Contracts.Identity.V1;
using Logistics.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.ManageAddresses;

internal static class AddressEndpoints
{
    public static async Task<Ok<AddressBook>> ListAsync(ProfilesService.ProfilesServiceClient profiles, CancellationToken cancellationToken)
    {
        var book = await profiles.ListAddressesAsync(new ListAddressesRequest(), cancellationToken: cancellationToken);
        return TypedResults.Ok(new AddressBook { Items = [.. book.Addresses.Select(ToApi)] });
    }

    public static async Task<Created<SavedAddress>> AddAsync(
        AddressRequest body, ProfilesService.ProfilesServiceClient profiles, CancellationToken cancellationToken)
    {
        var address = await profiles.AddAddressAsync(body.ToProto(""), cancellationToken: cancellationToken);
        return TypedResults.Created("/v1/me/addresses/" + address.Id, ToApi(address));
    }

    public static async Task<Ok<SavedAddress>> ChangeAsync(
        string id, AddressRequest body, ProfilesService.ProfilesServiceClient profiles, CancellationToken cancellationToken) =>
        TypedResults.Ok(ToApi(await profiles.ChangeAddressAsync(body.ToProto(id), cancellationToken: cancellationToken)));

    public static async Task<NoContent> RemoveAsync(
        string id, ProfilesService.ProfilesServiceClient profiles, CancellationToken cancellationToken)
    {
        await profiles.RemoveAddressAsync(new RemoveAddressRequest { Id = id }, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }

    public static SavedAddress ToApi(AddressEntry entry)
    {
        var party = entry.Party.ToApi();
        return new SavedAddress
        {
            Id = entry.Id,
            Label = entry.Label.OrNull(),
            IsDefault = entry.IsDefault,
            Name = entry.Party.Name,
            Company = party.Company,
            Email = party.Email,
            Phone = party.Phone,
            Address = party.Address ?? new Address(),
        };
    }
}
