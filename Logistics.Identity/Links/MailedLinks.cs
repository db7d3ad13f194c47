using Logistics.Contracts.Events;
using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Links;

/// <summary>
/// Links by mail, each good for one use. The token leaves here in the event that has it mailed and is known nowhere else; the database has
/// its hash.
/// </summary>
internal sealed class MailedLinks(AccountsDbContext db, IOptions<IdentitySettings> settings, TimeProvider clock)
{
    /// <summary>Links of one kind that an account may have at a time. Whoever has not found the fifth will not find the sixth.</summary>
    private const int MostUnderWay = 5;

    /// <summary>
    /// Has a link mailed with the next <c>SaveChanges</c>; none if one went there a moment ago, or some are good still, so that nobody's
    /// mailbox is filled by those who know the address. One that went to another address for the same purpose is void.
    /// </summary>
    public async Task AddAsync(Account account, LinkPurpose purpose, string email, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var lately = now - settings.Value.LinkInterval;
        var ofAccount = db.MailedLinks.Where(link => link.AccountId == account.Id);
        await ofAccount.Where(link => link.ExpiresAt < now || (link.Purpose == purpose && link.Email != email))
            .ExecuteDeleteAsync(cancellationToken);
        var underWay = await ofAccount.Where(link => link.Purpose == purpose)
            .OrderByDescending(link => link.CreatedAt)
            .Take(MostUnderWay)
            .Select(link => link.CreatedAt)
            .ToListAsync(cancellationToken);
        if (underWay.Count < MostUnderWay && underWay.All(createdAt => createdAt <= lately))
        {
            Add(account, purpose, email);
        }
    }

    /// <summary>The same for an account that is new.</summary>
    public void Add(Account account, LinkPurpose purpose, string email)
    {
        var now = clock.GetUtcNow();
        var token = LinkToken.Create();
        LinkToken.TryHash(token, out var hash);
        var link = new MailedLink
        {
            Id = Guid.CreateVersion7(now),
            AccountId = account.Id,
            Purpose = purpose,
            TokenHash = hash!, // not null: just made
            Email = email,
            CreatedAt = now,
            ExpiresAt = now
                + (purpose == LinkPurpose.ResetPassword ? settings.Value.ResetLinkLifetime : settings.Value.ConfirmLinkLifetime),
        };
        db.MailedLinks.Add(link);
        db.Publish(MailOf(account, link, token));
    }

    /// <summary>
    /// The link of a token, held until the end of the transaction, so that of two uses one finds it. <see langword="null"/>: not valid.
    /// </summary>
    public async Task<MailedLink?> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (!LinkToken.TryHash(token, out var hash))
        {
            return null;
        }

        var found = await db.MailedLinks.FromSql($"SELECT * FROM mailed_links WHERE token_hash = {hash} FOR UPDATE").AsNoTracking()
            .ToListAsync(cancellationToken);
        return found.SingleOrDefault(link => link.ExpiresAt > clock.GetUtcNow());
    }

    /// <summary>Voids all links of an account: one of them was used, or what they are for has changed.</summary>
    public Task VoidAsync(Guid accountId, CancellationToken cancellationToken) =>
        db.MailedLinks.Where(link => link.AccountId == accountId).ExecuteDeleteAsync(cancellationToken);

    private static AccountLinkMail MailOf(Account account, MailedLink link, string token) => link.Purpose switch
    {
        LinkPurpose.ConfirmEmail => new EmailConfirmationRequested
        {
            EventId = link.Id,
            UserId = account.Id,
            Email = link.Email,
            DisplayName = account.Name,
            Locale = account.Locale,
            OccurredAt = link.CreatedAt,
            Token = token,
            ExpiresAt = link.ExpiresAt,
        },
        LinkPurpose.ChangeEmail => new EmailChangeRequested
        {
            EventId = link.Id,
            UserId = account.Id,
            Email = link.Email,
            DisplayName = account.Name,
            Locale = account.Locale,
            OccurredAt = link.CreatedAt,
            Token = token,
            ExpiresAt = link.ExpiresAt,
        },
        LinkPurpose.ResetPassword => new PasswordResetRequested
        {
            EventId = link.Id,
            UserId = account.Id,
            Email = link.Email,
            DisplayName = account.Name,
            Locale = account.Locale,
            OccurredAt = link.CreatedAt,
            Token = token,
            ExpiresAt = link.ExpiresAt,
        },
    };
}
