using Logistics.Contracts.Events;
using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using Preferences = Logistics.Contracts.Identity.V1.Preferences;

namespace Logistics.Identity.Features.ManagePreferences;

/// <summary>What the caller wants to be told, how and when.</summary>
internal sealed class PreferencesHandler(AccountsDbContext db, TimeProvider clock)
{
    public async Task<Preferences> GetAsync(Caller caller, CancellationToken cancellationToken)
    {
        var found = await db.Preferences.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == caller.UserId, cancellationToken);
        return (found ?? new PersonPreferences { AccountId = caller.UserId }).ToProto();
    }

    public async Task<Result<Preferences>> SetAsync(Preferences given, Caller caller, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var wanted = PreferenceFields.Read(given, caller.UserId, faults);
        if (faults.Error is { } error)
        {
            return error;
        }

        return await db.InTransactionAsync<Result<Preferences>>(
            async () =>
            {
                if (await db.HoldAccountAsync(caller.UserId, cancellationToken) is null)
                {
                    return AccountErrors.Gone;
                }

                if (await db.Preferences.SingleOrDefaultAsync(row => row.AccountId == caller.UserId, cancellationToken) is { } known)
                {
                    db.Entry(known).CurrentValues.SetValues(wanted);
                }
                else
                {
                    db.Preferences.Add(wanted);
                }

                if (db.ChangeTracker.HasChanges())
                {
                    db.Publish(Changed(wanted));
                }

                return wanted.ToProto();
            },
            cancellationToken);
    }

    private UserPreferencesChanged Changed(PersonPreferences preferences)
    {
        var now = clock.GetUtcNow();
        return new UserPreferencesChanged
        {
            EventId = Guid.CreateVersion7(now),
            UserId = preferences.AccountId,
            Channels = preferences.Channels,
            QuietHours = preferences.QuietHours,
            Locale = preferences.Locale,
            Digest = preferences.Digest,
            OccurredAt = now,
        };
    }
}
