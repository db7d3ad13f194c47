using Google.Protobuf.WellKnownTypes;
using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using Account = Logistics.Contracts.Identity.V1.Account;

namespace Logistics.Identity.Features.GetMe;

/// <summary>The caller's own account, as the database has it: newer than what the token says.</summary>
internal sealed class GetMeHandler(AccountsDbContext db)
{
    public async Task<Result<Account>> HandleAsync(Caller caller, CancellationToken cancellationToken)
    {
        var found = await db.Accounts.AsNoTracking()
            .Where(account => account.Id == caller.UserId)
            .Select(account => new
            {
                account.Email,
                account.EmailConfirmed,
                account.Name,
                account.PhoneNumber,
                account.Locale,
                account.TimeZone,
                account.CreatedAt,
                Roles = db.AccountRoles.Where(link => link.UserId == account.Id)
                    .Join(db.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name)
                    .ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);

        return found is null
            ? AccountErrors.Gone
            : new Account
            {
                Id = caller.UserId.ToString(),
                Email = found.Email,
                EmailConfirmed = found.EmailConfirmed,
                Name = found.Name,
                Phone = found.PhoneNumber ?? string.Empty,
                Locale = found.Locale,
                Roles = { found.Roles },
                TimeZone = found.TimeZone ?? string.Empty,
                CreatedAt = found.CreatedAt.ToTimestamp(),
            };
    }
}
