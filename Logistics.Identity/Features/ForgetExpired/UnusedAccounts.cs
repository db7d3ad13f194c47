using System.Runtime.CompilerServices;
using Logistics.Contracts.Events;
using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Features.ForgetExpired;

/// <summary>
/// Forgets accounts whose address was never confirmed and that nobody uses; others are told as of any account that is deleted. Some at a
/// time; the rest follows.
/// </summary>
internal sealed class UnusedAccounts(AccountsDbContext db, IOptions<IdentitySettings> settings, TimeProvider clock)
{
    private const int Some = 500;

    /// <summary>
    /// Who has not confirmed may still sign in: so not those with a session, which lasts as long after its last use as the settings say, or
    /// with a key; and not those that someone has given a role to, or keeps out. Made before <c>{0}</c>, now <c>{1}</c>, a customer's role
    /// <c>{2}</c>.
    /// </summary>
    private const string AreUnused = """
        NOT email_confirmed AND disabled_at IS NULL AND created_at < {0}
            AND NOT EXISTS (SELECT FROM sessions WHERE account_id = account.id)
            AND NOT EXISTS (SELECT FROM api_keys WHERE account_id = account.id AND revoked_at IS NULL AND expires_at > {1})
            AND NOT EXISTS (SELECT FROM account_roles WHERE account_id = account.id AND role_id <> {2})
        """;

    public static FormattableString Due(IdentitySettings settings, DateTimeOffset now) =>
        FormattableStringFactory.Create($"SELECT FROM accounts AS account WHERE {AreUnused}", Values(settings, now));

    public Task ForgetAsync(CancellationToken cancellationToken) => db.InTransactionAsync(
        async () =>
        {
            var now = clock.GetUtcNow();
            var unused = await db.Accounts
                .FromSqlRaw(
                    $"SELECT * FROM accounts AS account WHERE {AreUnused} LIMIT {Some} FOR UPDATE OF account SKIP LOCKED",
                    Values(settings.Value, now))
                .ToListAsync(cancellationToken);
            foreach (var account in unused)
            {
                db.Accounts.Remove(account);
                db.Publish(new UserDeleted { EventId = Guid.CreateVersion7(now), UserId = account.Id, OccurredAt = now });
            }

            return unused.Count;
        },
        cancellationToken);

    private static object[] Values(IdentitySettings settings, DateTimeOffset now) =>
        [now - settings.UnconfirmedAccountLimit, now, RoleIds.Of(Roles.Customer)];
}
