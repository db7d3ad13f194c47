using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Features.Administer;
using Logistics.Identity.Features.GetMe;
using Logistics.Identity.Features.ManageAddresses;
using Logistics.Identity.Features.ManageApiKeys;
using Logistics.Identity.Features.ManageDevices;
using Logistics.Identity.Features.ManagePreferences;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Identity.Features.ManagePersonalData;

/// <summary>All that is kept here about the caller, but for what proves the caller: password, tokens, keys.</summary>
internal sealed class ExportHandler(
    AccountsDbContext db, GetMeHandler getMe, AddressBook addresses, PreferencesHandler preferences, DevicesHandler devices,
    ApiKeysHandler keys)
{
    private const int MaxListed = 1_000;

    public async Task<Result<PersonalData>> HandleAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (!(await getMe.HandleAsync(caller, cancellationToken)).IsSuccess(out var account, out var error))
        {
            return error;
        }

        var auditLines = await db.AuditLog.AsNoTracking().Where(line => line.UserId == caller.UserId)
            .OrderByDescending(line => line.Id).Take(MaxListed).ToListAsync(cancellationToken);
        return new PersonalData
        {
            Account = account,
            Addresses = { (await addresses.ListAsync(caller, cancellationToken)).Addresses },
            Preferences = await preferences.GetAsync(caller, cancellationToken),
            Devices = { (await devices.ListAsync(caller, cancellationToken)).Devices },
            Sessions = { await SessionsAsync(caller, cancellationToken) },
            ApiKeys = { (await keys.ListAsync(caller, cancellationToken)).ApiKeys },
            AuditEntries = { auditLines.Select(AuditLogHandler.ToProto) },
        };
    }

    private async Task<IEnumerable<KnownSession>> SessionsAsync(Caller caller, CancellationToken cancellationToken)
    {
        var sessions = await db.Sessions.AsNoTracking().Where(session => session.AccountId == caller.UserId)
            .OrderByDescending(session => session.Id).Take(MaxListed).ToListAsync(cancellationToken);
        return sessions.Select(session => new KnownSession
        {
            Id = session.Id.ToString(),
            CreatedAt = session.CreatedAt.ToTimestamp(),
            LastUsedAt = session.RefreshedAt.ToTimestamp(),
            ExpiresAt = session.ExpiresAt.ToTimestamp(),
            EndedAt = session.RevokedAt?.ToTimestamp(),
            Device = session.Device ?? string.Empty,
            UserAgent = session.UserAgent ?? string.Empty,
            Place = session.Place ?? string.Empty,
        });
    }
}
