using Logistics.Contracts.Events;
using Logistics.Messaging;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.KeepPeople;

/// <summary>
/// Keeps our copy of what people have said about themselves. Events come in any order: the later one counts, and nothing brings back who is
/// erased.
/// </summary>
internal sealed class PeopleHandler : IEventHandler<NotificationsDbContext>
{
    public async Task HandleAsync(IReadOnlyList<IEvent> events, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        foreach (var @event in events)
        {
            await (@event switch
            {
                UserContactChanged changed => KeepAsync(changed, db, cancellationToken),
                UserPreferencesChanged changed => KeepAsync(changed, db, cancellationToken),
                DeviceRegistered registered => KeepAsync(registered.DeviceId, registered.UserId, registered, db, cancellationToken),
                DeviceRemoved removed => KeepAsync(removed.DeviceId, removed.UserId, removed, db, cancellationToken),
                UserDeleted deleted => Erasure.EraseAsync(deleted, db, cancellationToken),
                _ => Task.CompletedTask,
            });
        }
    }

    private static Task<int> KeepAsync(UserContactChanged changed, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var at = changed.OccurredAt.ToUniversalTime();
        return db.Database.ExecuteSqlAsync(
            $"""
            INSERT INTO contacts
                (user_id, email, email_key, email_confirmed, name, phone, locale, time_zone, updated_at, profile_updated_at)
            VALUES ({changed.UserId}, {changed.Email}, {EmailAddress.KeyOf(changed.Email)}, {changed.EmailConfirmed},
                    {changed.DisplayName}, {changed.Phone}, {changed.Locale}, {changed.TimeZone}, {at}, {at})
            ON CONFLICT (user_id) DO UPDATE
            SET name = excluded.name, phone = excluded.phone, locale = excluded.locale, time_zone = excluded.time_zone,
                profile_updated_at = excluded.profile_updated_at
            WHERE contacts.profile_updated_at < excluded.profile_updated_at AND contacts.erased_at IS NULL
            """,
            cancellationToken);
    }

    private static async Task KeepAsync(UserPreferencesChanged changed, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var at = changed.OccurredAt.ToUniversalTime();
        var known = await db.Preferences.SingleOrDefaultAsync(preferences => preferences.UserId == changed.UserId, cancellationToken);
        if (known?.UpdatedAt >= at || await IsErasedAsync(changed.UserId, db, cancellationToken))
        {
            return;
        }

        var preferences = new KnownPreferences
        {
            UserId = changed.UserId,
            Channels = changed.Channels,
            QuietHours = changed.QuietHours,
            Locale = changed.Locale,
            Digest = changed.Digest,
            UpdatedAt = at,
        };
        await PutAsync(known, preferences, db, cancellationToken);
    }

    /// <param name="event">What happened to the device.</param>
    private static async Task KeepAsync(
        Guid deviceId, Guid userId, IEvent @event, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var at = @event.OccurredAt.ToUniversalTime();
        var known = await db.Devices.SingleOrDefaultAsync(device => device.Id == deviceId, cancellationToken);
        if (known?.UpdatedAt >= at || await IsErasedAsync(userId, db, cancellationToken))
        {
            return;
        }

        var registered = @event as DeviceRegistered;
        var device = new KnownDevice
        {
            Id = deviceId,
            UserId = userId,
            Platform = registered?.Platform ?? string.Empty,
            Token = registered?.Token ?? string.Empty,
            IsRemoved = registered is null,
            UpdatedAt = at,
        };
        await PutAsync(known, device, db, cancellationToken);
    }

    private static Task<bool> IsErasedAsync(Guid userId, NotificationsDbContext db, CancellationToken cancellationToken) =>
        db.Contacts.AnyAsync(contact => contact.UserId == userId && contact.ErasedAt != null, cancellationToken);

    /// <summary>Saved at once: the next event of the batch may be about the same.</summary>
    private static Task<int> PutAsync<T>(T? known, T wanted, NotificationsDbContext db, CancellationToken cancellationToken)
        where T : class
    {
        if (known is null)
        {
            db.Add(wanted);
        }
        else
        {
            db.Entry(known).CurrentValues.SetValues(wanted);
        }

        return db.SaveChangesAsync(cancellationToken);
    }
}
