using System.Security.Cryptography;
using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Sessions;

/// <summary>
/// Sessions and the trade of their refresh tokens. A trade holds the session's row, so that many at once are one after the other: the first
/// trades, the others are its retries. A token that comes back later was stolen, or its successor was: the session ends for both.
/// </summary>
internal sealed partial class SessionStore(
    AccountsDbContext db, IOptions<IdentitySettings> settings, TimeProvider clock, ILogger<SessionStore> logger)
{
    private const int ChainKeyLength = 32;

    /// <summary>Begins a session, and forgets the account's expired ones.</summary>
    public async Task<RefreshToken> BeginAsync(Guid accountId, Client client, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await db.Sessions.Where(session => session.AccountId == accountId && session.ExpiresAt < now).ExecuteDeleteAsync(cancellationToken);

        var token = RefreshToken.Create(Guid.CreateVersion7(now));
        db.Sessions.Add(new Session
        {
            Id = token.SessionId,
            AccountId = accountId,
            TokenHash = token.Hash,
            ChainKey = RandomNumberGenerator.GetBytes(ChainKeyLength),
            CreatedAt = now,
            RefreshedAt = now,
            ExpiresAt = now + settings.Value.RefreshTokenLifetime,
            Device = client.Device,
            UserAgent = client.UserAgent,
            Place = client.Place,
        });
        await db.SaveChangesAsync(cancellationToken);
        return token;
    }

    /// <summary>
    /// Trades a token for the next one; one traded in just now gets what it got then. <see langword="null"/> for any other.
    /// </summary>
    public Task<(Guid AccountId, RefreshToken Next)?> RotateAsync(RefreshToken token, Client client, CancellationToken cancellationToken) =>
        db.InTransactionAsync<(Guid, RefreshToken)?>(
            async () =>
            {
                var now = clock.GetUtcNow();
                var retriable = now - settings.Value.RefreshRetryTime;
                if (await LockAsync(token.SessionId, cancellationToken) is not { } session
                    || !session.IsAlive(now)
                    || session.NewestFrom(token) is not { } newest)
                {
                    return null;
                }

                if (token.Generation < session.Generation)
                {
                    return session.WasTradedSince(retriable, token)
                        ? (session.AccountId, newest)
                        : await EndReusedAsync(session, now, cancellationToken);
                }

                session.RefreshedAt = now;
                session.ExpiresAt = now + settings.Value.RefreshTokenLifetime;
                session.UserAgent = client.UserAgent ?? session.UserAgent;
                session.Place = client.Place ?? session.Place;
                return (session.AccountId, session.Trade(newest, now, retriable));
            },
            cancellationToken);

    /// <summary>Ends the session of a token, whichever of its tokens it is; of no effect for what never was one.</summary>
    public async Task EndAsync(RefreshToken token, CancellationToken cancellationToken)
    {
        var session = await db.Sessions.AsNoTracking().SingleOrDefaultAsync(session => session.Id == token.SessionId, cancellationToken);
        if (session?.NewestFrom(token) is not null)
        {
            await EndAsync(session.AccountId, session.Id, cancellationToken);
        }
    }

    /// <summary>Ends one session of an account.</summary>
    /// <returns>Whether there was such a session, and alive.</returns>
    public async Task<bool> EndAsync(Guid accountId, Guid sessionId, CancellationToken cancellationToken) =>
        await EndAsync(Alive(accountId).Where(session => session.Id == sessionId), cancellationToken) > 0;

    /// <summary>Ends all sessions of an account, but for one where it is named.</summary>
    public Task EndAllAsync(Guid accountId, Guid? except, CancellationToken cancellationToken) =>
        EndAsync(Alive(accountId).Where(session => session.Id != except), cancellationToken);

    /// <summary>The sessions of an account that have not ended.</summary>
    public IQueryable<Session> Alive(Guid accountId)
    {
        var now = clock.GetUtcNow();
        return db.Sessions.Where(session => session.AccountId == accountId && session.RevokedAt == null && session.ExpiresAt > now);
    }

    private Task<int> EndAsync(IQueryable<Session> sessions, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return sessions.ExecuteUpdateAsync(set => set.SetProperty(session => session.RevokedAt, now), cancellationToken);
    }

    private async Task<Session?> LockAsync(Guid id, CancellationToken cancellationToken) =>
        (await db.Sessions.FromSql($"SELECT * FROM sessions WHERE id = {id} FOR UPDATE").ToListAsync(cancellationToken)).SingleOrDefault();

    private async Task<(Guid, RefreshToken)?> EndReusedAsync(Session session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        session.RevokedAt = now;
        var account = await db.Accounts.AsNoTracking().SingleAsync(account => account.Id == session.AccountId, cancellationToken);
        db.Publish(AccountEvents.RefreshTokenReused(account, session, now));
        UsedTwice(session.Id);
        return null;
    }

    [LoggerMessage(2001, LogLevel.Warning, "Session {SessionId} ended: one of its refresh tokens was used twice")]
    private partial void UsedTwice(Guid sessionId);
}
