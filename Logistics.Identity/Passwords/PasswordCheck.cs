using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Passwords;

/// <summary>
/// Compares a password with an account's; guessing locks the account for a while. Costs the same when there is no account.
/// </summary>
internal sealed class PasswordCheck(
    IPasswordHasher<Account> hasher, AccountsDbContext db, IOptions<IdentityOptions> identity, TimeProvider clock)
{
    /// <summary>Checked in place of an account that does not exist. Of no password.</summary>
    private static readonly Account Nobody = new() { Name = string.Empty, Locale = AccountRules.DefaultLocale };

    private static string? _nobodysHash;

    public async Task<bool> IsRightAsync(Account? account, string password, CancellationToken cancellationToken)
    {
        if (password.Length is 0 or > PasswordRules.MaxLength * 2)
        {
            return false;
        }

        var hash = account?.PasswordHash ?? (_nobodysHash ??= hasher.HashPassword(Nobody, Guid.Empty.ToString()));
        var isRight = hasher.VerifyHashedPassword(account ?? Nobody, hash, password) != PasswordVerificationResult.Failed;
        if (account is null || account.LockoutEnd > clock.GetUtcNow())
        {
            return false;
        }

        if (!isRight)
        {
            await CountFailureAsync(account.Id, cancellationToken);
        }
        else if (account.AccessFailedCount > 0)
        {
            await db.Accounts.Where(row => row.Id == account.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.AccessFailedCount, 0), cancellationToken);
        }

        return isRight;
    }

    /// <summary>In the database, so that guesses at the same time count each.</summary>
    private Task<int> CountFailureAsync(Guid accountId, CancellationToken cancellationToken)
    {
        var lockout = identity.Value.Lockout;
        DateTimeOffset? lockedUntil = clock.GetUtcNow() + lockout.DefaultLockoutTimeSpan;
        var last = lockout.MaxFailedAccessAttempts - 1;
        return db.Accounts.Where(row => row.Id == accountId).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.LockoutEnd, row => row.AccessFailedCount >= last ? lockedUntil : row.LockoutEnd)
                .SetProperty(row => row.AccessFailedCount, row => row.AccessFailedCount >= last ? 0 : row.AccessFailedCount + 1),
            cancellationToken);
    }
}
