using Logistics.Identity.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Sessions;

/// <summary>
/// Sessions, each step one statement, so that of two uses of one token exactly one wins.
/// The loser is taken for a thief (or the winner was): the session ends for both.
/// </summary>
internal sealed partial class SessionStore(
    AccountsDbContext db, IOptions<IdentitySettings> settings, TimeProvider clock, ILogger<SessionStore> logger)
{
    /// <summary>Begins a session, and forgets the account's ended ones.</summary>
    public async Task<RefreshToken> BeginAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.Sessions.Where(session => session.AccountId == accountId && session.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);

        var token = RefreshToken.Create(Guid.CreateVersion7(now));
        db.Sessions.Add(new Session
        {
            Id = token.SessionId,
            AccountId = accountId,
            TokenHash = token.Hash,
            CreatedAt = now,
            RefreshedAt = now,
            ExpiresAt = now + settings.Value.RefreshTokenLifetime,
        });
        await db.SaveChangesAsync(cancellationToken);
        return token;
    }

    /// <summary>Trades the newest token for the next. <see langword="null"/> for any other: a used one ends the session.</summary>
    public async Task<(Guid AccountId, RefreshToken Next)?> RotateAsync(RefreshToken token, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var used = token.Hash;
        var next = RefreshToken.Create(token.SessionId);
        var nextHash = next.Hash;
        var expiresAt = now + settings.Value.RefreshTokenLifetime;
        await Alive(token.SessionId, now).Where(session => session.TokenHash == used).ExecuteUpdateAsync(
            set => set.SetProperty(session => session.TokenHash, nextHash)
                .SetProperty(session => session.RefreshedAt, now)
                .SetProperty(session => session.ExpiresAt, expiresAt),
            cancellationToken);

        // Asked afterwards, not by the count of rows: a retry after a lost answer changes no row, yet the change is ours.
        var accountId = await Alive(token.SessionId, now).Where(session => session.TokenHash == nextHash)
            .Select(session => (Guid?)session.AccountId).SingleOrDefaultAsync(cancellationToken);
        if (accountId is null && await EndAsync(token.SessionId, cancellationToken))
        {
            UsedTwice(token.SessionId);
        }

        return accountId is { } id ? (id, next) : null;
    }

    /// <summary>Ends a session by its newest token; of no effect when it has ended, or never was.</summary>
    public async Task EndAsync(RefreshToken token, CancellationToken cancellationToken)
    {
        var hash = token.Hash;
        if (await db.Sessions.AnyAsync(session => session.Id == token.SessionId && session.TokenHash == hash, cancellationToken))
        {
            await EndAsync(token.SessionId, cancellationToken);
        }
    }

    private IQueryable<Session> Alive(Guid id, DateTimeOffset now) =>
        db.Sessions.Where(session => session.Id == id && session.RevokedAt == null && session.ExpiresAt > now);

    private async Task<bool> EndAsync(Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return await Alive(id, now).ExecuteUpdateAsync(set => set.SetProperty(session => session.RevokedAt, now), cancellationToken) > 0;
    }

    [LoggerMessage(2001, LogLevel.Warning, "Session {SessionId} ended: one of its refresh tokens was used twice")]
    private partial void UsedTwice(Guid sessionId);
}
