using Grpc.Core;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Features.ManageAddresses;
using Logistics.Identity.Features.ManageDevices;
using Logistics.Identity.Features.ManagePreferences;
using Logistics.Identity.Features.UpdateProfile;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Identity;

/// <summary>What people keep with their accounts.</summary>
[Authorize(Access.People)]
internal sealed class ProfilesGrpcService(
    UpdateProfileHandler profile, AddressBook addresses, PreferencesHandler preferences, DevicesHandler devices)
    : ProfilesService.ProfilesServiceBase
{
    public override async Task<Account> UpdateProfile(UpdateProfileRequest request, ServerCallContext context) =>
        (await profile.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override Task<ListAddressesResponse> ListAddresses(ListAddressesRequest request, ServerCallContext context) =>
        addresses.ListAsync(context.GetCaller(), context.CancellationToken);

    public override async Task<AddressEntry> AddAddress(AddressEntry request, ServerCallContext context) =>
        (await addresses.AddAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<AddressEntry> ChangeAddress(AddressEntry request, ServerCallContext context) =>
        (await addresses.ChangeAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<RemoveAddressResponse> RemoveAddress(RemoveAddressRequest request, ServerCallContext context) =>
        (await addresses.RemoveAsync(request.Id, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override Task<Preferences> GetPreferences(GetPreferencesRequest request, ServerCallContext context) =>
        preferences.GetAsync(context.GetCaller(), context.CancellationToken);

    public override async Task<Preferences> SetPreferences(Preferences request, ServerCallContext context) =>
        (await preferences.SetAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override Task<ListDevicesResponse> ListDevices(ListDevicesRequest request, ServerCallContext context) =>
        devices.ListAsync(context.GetCaller(), context.CancellationToken);

    public override async Task<Device> RegisterDevice(RegisterDeviceRequest request, ServerCallContext context) =>
        (await devices.RegisterAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    public override async Task<RemoveDeviceResponse> RemoveDevice(RemoveDeviceRequest request, ServerCallContext context) =>
        (await devices.RemoveAsync(request.Id, context.GetCaller(), context.CancellationToken)).OrThrow();
}
