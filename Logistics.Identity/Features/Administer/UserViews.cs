using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Persistence;
using Microsoft.EntityFrameworkCore;
using Account = Logistics.Identity.Domain.Account;

namespace Logistics.Identity.Features.Administer;

/// <summary>Accounts as administrators see them.</summary>
internal static class UserViews
{
    public static async Task<IReadOnlyList<User>> ReadAsync(
        this IQueryable<Account> accounts, AccountsDbContext db, CancellationToken cancellationToken)
    {
        var found = await accounts.AsNoTracking().Select(account => new
        {
            account.Id,
            account.Email,
            account.Name,
            account.CreatedAt,
            account.DisabledAt,
            Roles = db.AccountRoles.Where(link => link.UserId == account.Id)
                .Join(db.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name).Order().ToList(),
        }).ToListAsync(cancellationToken);
        return found.ConvertAll(account => new User
        {
            Id = account.Id.ToString(),
            Email = account.Email,
            Name = account.Name,
            Roles = { account.Roles },
            CreatedAt = account.CreatedAt.ToTimestamp(),
            DisabledAt = account.DisabledAt?.ToTimestamp(),
        });
    }
}
