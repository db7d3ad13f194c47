using Logistics.Contracts.Events;
using Logistics.Identity.Links;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Logistics.Identity.Domain;

/// <summary>Who an account is to be opened for. Checked before.</summary>
/// <param name="IsConfirmed">Whether the address needs no confirmation: the configuration names it.</param>
internal sealed record NewAccount(
    string Email, string Name, string? Phone, string Locale, string Role = Roles.Customer, bool IsConfirmed = false);

/// <summary>Opens accounts: the row, its role, <c>user.registered</c> and the link that confirms its address in one transaction.</summary>
internal sealed class AccountOpening(UserManager<Account> users, AccountsDbContext db, MailedLinks links, TimeProvider clock)
{
    /// <summary>
    /// The account that has the address already, or none when one was opened. The work is the same in both cases but for the writing.
    /// </summary>
    public async Task<Account?> OpenAsync(NewAccount wanted, string password, CancellationToken cancellationToken)
    {
        var account = Make(wanted, password);
        if (await FindAsync(account.NormalizedEmail, cancellationToken) is { } known)
        {
            return known;
        }

        db.Accounts.Add(account);
        db.AccountRoles.Add(new IdentityUserRole<Guid> { UserId = account.Id, RoleId = RoleIds.Of(wanted.Role) });
        db.Publish(new UserRegistered
        {
            EventId = Guid.CreateVersion7(account.CreatedAt),
            UserId = account.Id,
            Email = wanted.Email,
            EmailConfirmed = wanted.IsConfirmed,
            DisplayName = wanted.Name,
            Phone = wanted.Phone,
            Locale = wanted.Locale,
            OccurredAt = account.CreatedAt,
        });
        if (!wanted.IsConfirmed)
        {
            links.Add(account, LinkPurpose.ConfirmEmail, wanted.Email);
        }

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            return await FindAsync(account.NormalizedEmail, cancellationToken); // someone else was faster
        }
    }

    private Task<Account?> FindAsync(string? normalisedEmail, CancellationToken cancellationToken) =>
        db.Accounts.SingleOrDefaultAsync(account => account.NormalizedEmail == normalisedEmail, cancellationToken);

    private Account Make(NewAccount wanted, string password)
    {
        var now = clock.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(now),
            EmailConfirmed = wanted.IsConfirmed,
            Name = wanted.Name,
            PhoneNumber = wanted.Phone,
            Locale = wanted.Locale,
            LockoutEnabled = true,
            CreatedAt = now,
        };
        account.TakeEmail(wanted.Email, users.NormalizeEmail(wanted.Email));
        account.TakePassword(users.PasswordHasher.HashPassword(account, password), now);
        return account;
    }
}
