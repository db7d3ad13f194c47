using Logistics.Contracts.Identity.V1;
using Logistics.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Device = Logistics.Gateway.Api.Device;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Features.ManageDevices;

internal static class DeviceEndpoints
{
    public static async Task<Ok<DeviceList>> ListAsync(ProfilesService.ProfilesServiceClient profiles, CancellationToken cancellationToken)
    {
        var list = await profiles.ListDevicesAsync(new ListDevicesRequest(), cancellationToken: cancellationToken);
        return TypedResults.Ok(new DeviceList { Items = [.. list.Devices.Select(ToApi)] });
    }

    public static async Task<Ok<Device>> RegisterAsync(
        RegisterDeviceRequest body, ProfilesService.ProfilesServiceClient profiles, CancellationToken cancellationToken)
    {
        var request = new Proto.RegisterDeviceRequest { Token = body.Token ?? "", Platform = body.Platform ?? "", Name = body.Name ?? "" };
        return TypedResults.Ok(ToApi(await profiles.RegisterDeviceAsync(request, cancellationToken: cancellationToken)));
    }

    public static async Task<NoContent> RemoveAsync(
        string id, ProfilesService.ProfilesServiceClient profiles, CancellationToken cancellationToken)
    {
        await profiles.RemoveDeviceAsync(new RemoveDeviceRequest { Id = id }, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }

    public static Device ToApi(Proto.Device device) => new()
    {
        Id = device.Id,
        Platform = device.Platform,
        Name = device.Name.OrNull(),
        CreatedAt = device.CreatedAt.ToDateTimeOffset(),
        LastSeenAt = device.LastSeenAt.ToDateTimeOffset(),
    };
}
