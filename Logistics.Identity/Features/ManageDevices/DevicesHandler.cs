using System.Buffers.Binary;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Identity.Features.ManageDevices;

/// <summary>The devices that the caller's push messages go to.</summary>
internal sealed class DevicesHandler(AccountsDbContext db, TimeProvider clock)
{
    public const int MaxDevices = 20;

    private static readonly Error NotFound = new("device.not_found", "There is no such device of yours.", ErrorKind.NotFound);

    public async Task<ListDevicesResponse> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        var devices = await db.Devices.AsNoTracking().Where(device => device.AccountId == caller.UserId)
            .OrderByDescending(device => device.LastSeenAt).Take(MaxDevices).ToListAsync(cancellationToken);
        return new ListDevicesResponse { Devices = { devices.Select(ToProto) } };
    }

    public async Task<Result<Device>> RegisterAsync(RegisterDeviceRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var token = faults.Required("token", request.Token, PushDevice.MaxTokenLength);
        var platform = faults.OneOf("platform", request.Platform, PushDevice.Platforms);
        var name = faults.Optional("name", request.Name, PushDevice.MaxNameLength);
        if (faults.Error is { } error)
        {
            return error;
        }

        return await db.InTransactionAsync<Result<Device>>(
            async () =>
            {
                if (await db.HoldAccountAsync(caller.UserId, cancellationToken) is null)
                {
                    return AccountErrors.Gone;
                }

                var device = await FindAsync(token, cancellationToken);
                if (device is null)
                {
                    await MakeRoomAsync(caller, cancellationToken);
                    device = Add(token, platform, caller);
                }

                var isNews = device.AccountId != caller.UserId || device.Platform != platform
                    || db.Entry(device).State == EntityState.Added;
                (device.AccountId, device.Platform, device.Name, device.LastSeenAt) = (caller.UserId, platform, name, clock.GetUtcNow());
                if (isNews)
                {
                    db.Publish(DeviceEvents.Registered(device, clock.GetUtcNow()));
                }

                return ToProto(device);
            },
            cancellationToken);
    }

    public async Task<Result<RemoveDeviceResponse>> RemoveAsync(string deviceId, Caller caller, CancellationToken cancellationToken) =>
        !Guid.TryParse(deviceId, out var id) ? NotFound : await db.InTransactionAsync<Result<RemoveDeviceResponse>>(
            async () =>
            {
                if (await db.Devices.SingleOrDefaultAsync(
                    found => found.Id == id && found.AccountId == caller.UserId, cancellationToken) is not { } device)
                {
                    return NotFound;
                }

                Remove(device);
                return new RemoveDeviceResponse();
            },
            cancellationToken);

    public static Device ToProto(PushDevice device) => new()
    {
        Id = device.Id.ToString(),
        Platform = device.Platform,
        Name = device.Name ?? string.Empty,
        CreatedAt = device.CreatedAt.ToTimestamp(),
        LastSeenAt = device.LastSeenAt.ToTimestamp(),
    };

    /// <summary>Whose ever it is. Of two who register one token at once, the second waits here for the first.</summary>
    private async Task<PushDevice?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = PushDevice.HashOf(token);
        var turn = BinaryPrimitives.ReadInt64LittleEndian(hash);
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({turn})", cancellationToken);
        return await db.Devices.SingleOrDefaultAsync(device => device.TokenHash == hash, cancellationToken);
    }

    /// <summary>Nobody has so many: those not seen for longest are left-overs.</summary>
    private async Task MakeRoomAsync(Caller caller, CancellationToken cancellationToken)
    {
        var leftOver = await db.Devices.Where(device => device.AccountId == caller.UserId)
            .OrderByDescending(device => device.LastSeenAt).Skip(MaxDevices - 1).ToListAsync(cancellationToken);
        leftOver.ForEach(Remove);
    }

    private PushDevice Add(string token, string platform, Caller caller)
    {
        var now = clock.GetUtcNow();
        var device = new PushDevice
        {
            Id = Guid.CreateVersion7(now),
            AccountId = caller.UserId,
            Token = token,
            TokenHash = PushDevice.HashOf(token),
            Platform = platform,
            CreatedAt = now,
            LastSeenAt = now,
        };
        db.Devices.Add(device);
        return device;
    }

    private void Remove(PushDevice device)
    {
        db.Devices.Remove(device);
        db.Publish(DeviceEvents.Removed(device, clock.GetUtcNow()));
    }
}
