using Logistics.Contracts.Events;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Logistics.Identity.Domain;

/// <summary>Who an account is to be opened for. Checked before.</summary>
internal sealed record NewAccount(string Email, string Name, string? Phone, string Locale, string Role = Roles.Customer);

/// <summary>Opens accounts: the row, its role and <c>user.registered</c> in one transaction.</summary>
internal sealed class AccountOpening(UserManager<Account> users, AccountsDbContext db, TimeProvider clock)
{
    /// <summary>What the rules of passwords find wrong; empty: nothing.</summary>
    public async Task<IReadOnlyList<string>> FaultsOfAsync(string password)
    {
        var faults = new List<string>();
        foreach (var rule in users.PasswordValidators)
        {
            var verdict = await rule.ValidateAsync(users, null!, password); // null: the rules look at the password only
            faults.AddRange(verdict.Errors.Select(fault => fault.Description));
        }

        return faults;
    }

    /// <summary>False when the address has an account already. The work is the same in both cases but for the writing.</summary>
    public async Task<bool> OpenAsync(NewAccount wanted, string password, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var account = new Account
        {
            Id = Guid.CreateVersion7(now),
            UserName = wanted.Email,
            Email = wanted.Email,
            Name = wanted.Name,
            PhoneNumber = wanted.Phone,
            Locale = wanted.Locale,
            CreatedAt = now,
        };
        account.NormalizedEmail = account.NormalizedUserName = users.NormalizeEmail(wanted.Email);
        account.PasswordHash = users.PasswordHasher.HashPassword(account, password);
        account.LockoutEnabled = true;
        account.SecurityStamp = account.Id.ToString("N");
        if (await db.Accounts.AnyAsync(other => other.NormalizedEmail == account.NormalizedEmail, cancellationToken))
        {
            return false;
        }

        db.Accounts.Add(account);
        db.AccountRoles.Add(new IdentityUserRole<Guid> { UserId = account.Id, RoleId = RoleIds.Of(wanted.Role) });
        db.Publish(new UserRegistered
        {
            EventId = Guid.CreateVersion7(now),
            UserId = account.Id,
            Email = wanted.Email,
            DisplayName = wanted.Name,
            Phone = wanted.Phone,
            Locale = wanted.Locale,
            OccurredAt = now,
        });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            db.ChangeTracker.Clear();
            return false; // someone else was faster
        }
    }
}
