using Logistics.Contracts.Events;
using Logistics.Identity.Domain;

namespace Logistics.Identity.Features.ManageDevices;

/// <summary>What the world is told of devices.</summary>
internal static class DeviceEvents
{
    public static DeviceRegistered Registered(PushDevice device, DateTimeOffset at) => new()
    {
        EventId = Guid.CreateVersion7(at),
        UserId = device.AccountId,
        DeviceId = device.Id,
        Platform = device.Platform,
        Token = device.Token,
        OccurredAt = at,
    };

    public static DeviceRemoved Removed(PushDevice device, DateTimeOffset at) => new()
    {
        EventId = Guid.CreateVersion7(at),
        UserId = device.AccountId,
        DeviceId = device.Id,
        OccurredAt = at,
    };
}
