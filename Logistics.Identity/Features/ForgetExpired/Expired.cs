using Logistics.Contracts.Events;
using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Features.ForgetExpired;

/// <summary>
/// Forgets what nobody comes back for: sessions and mailed links that have expired, and accounts whose address was never confirmed and that
/// nobody uses, which others are told as of any account that is deleted. Some at a time; the rest follows.
/// </summary>
internal sealed class Expired(AccountsDbContext db, IOptions<IdentitySettings> settings, TimeProvider clock)
{
    private const int SomeRows = 10_000;
    private const int SomeAccounts = 500;

    /// <summary>Whether there may be something to forget.</summary>
    public static FormattableString Due(IdentitySettings settings, DateTimeOffset now)
    {
        var unconfirmedSince = now - settings.UnconfirmedAccountLimit;
        return $"""
            SELECT 1 FROM sessions WHERE expires_at < {now}
            UNION ALL SELECT 1 FROM mailed_links WHERE expires_at < {now}
            UNION ALL SELECT 1 FROM accounts WHERE NOT email_confirmed AND disabled_at IS NULL AND created_at < {unconfirmedSince}
            """;
    }

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.Database.ExecuteSqlAsync($"""
            DELETE FROM sessions
            WHERE id IN (SELECT id FROM sessions WHERE expires_at < {now} LIMIT {SomeRows} FOR UPDATE SKIP LOCKED)
            """, cancellationToken);
        await db.Database.ExecuteSqlAsync($"""
            DELETE FROM mailed_links
            WHERE id IN (SELECT id FROM mailed_links WHERE expires_at < {now} LIMIT {SomeRows} FOR UPDATE SKIP LOCKED)
            """, cancellationToken);
        await ForgetAccountsAsync(now, cancellationToken);
    }

    /// <summary>
    /// Who has not confirmed may still sign in: so not those with a session, which lasts as long after its last use as the settings say, or
    /// with a key; and not those that someone has given a role to, or keeps out.
    /// </summary>
    private Task<int> ForgetAccountsAsync(DateTimeOffset now, CancellationToken cancellationToken) => db.InTransactionAsync(
        async () =>
        {
            var unused = await db.Accounts.FromSql($"""
                SELECT * FROM accounts AS account
                WHERE NOT email_confirmed AND disabled_at IS NULL AND created_at < {now - settings.Value.UnconfirmedAccountLimit}
                    AND NOT EXISTS (SELECT FROM sessions WHERE account_id = account.id)
                    AND NOT EXISTS (SELECT FROM api_keys WHERE account_id = account.id AND revoked_at IS NULL AND expires_at > {now})
                    AND NOT EXISTS (
                        SELECT FROM account_roles WHERE account_id = account.id AND role_id <> {RoleIds.Of(Roles.Customer)})
                LIMIT {SomeAccounts} FOR UPDATE OF account SKIP LOCKED
                """).ToListAsync(cancellationToken);
            foreach (var account in unused)
            {
                db.Accounts.Remove(account);
                db.Publish(new UserDeleted { EventId = Guid.CreateVersion7(now), UserId = account.Id, OccurredAt = now });
            }

            return unused.Count;
        },
        cancellationToken);
}
