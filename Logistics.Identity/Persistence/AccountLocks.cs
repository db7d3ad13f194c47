using Logistics.Identity.Domain;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Identity.Persistence;

/// <summary>Rows held until the transaction ends, so that what was looked at stays so until the change is made.</summary>
internal static class AccountLocks
{
    /// <summary>The account, whose changes now come one after the other; <see langword="null"/> where there is none.</summary>
    public static async Task<Account?> HoldAccountAsync(this AccountsDbContext db, Guid id, CancellationToken cancellationToken) =>
        (await db.Accounts.FromSql($"SELECT * FROM accounts WHERE id = {id} FOR NO KEY UPDATE").ToListAsync(cancellationToken))
            .SingleOrDefault();

    /// <summary>
    /// Who is an administrator does not change meanwhile: every change of that holds this first. To be taken before any account.
    /// </summary>
    public static async Task HoldAdminsAsync(this AccountsDbContext db, CancellationToken cancellationToken) =>
        await db.Roles.FromSql($"SELECT * FROM roles WHERE id = {RoleIds.Of(Roles.Admin)} FOR NO KEY UPDATE")
            .ToListAsync(cancellationToken);

    /// <summary>The accounts that can act as administrators.</summary>
    public static IQueryable<Account> ActiveAdmins(this AccountsDbContext db) => db.Accounts.Where(account => account.DisabledAt == null
        && db.AccountRoles.Any(link => link.UserId == account.Id && link.RoleId == RoleIds.Of(Roles.Admin)));

    /// <summary>Whether no administrator would be left without this account. To be asked while the administrators are held.</summary>
    public static async Task<bool> IsLastAdminAsync(this AccountsDbContext db, Guid id, CancellationToken cancellationToken)
    {
        var some = await db.ActiveAdmins().OrderBy(account => account.Id == id).Select(account => account.Id).Take(1)
            .ToListAsync(cancellationToken);
        return some is [var only] && only == id;
    }
}
