using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Identity.Features.Administer;

/// <summary>Lists and finds accounts.</summary>
internal sealed class UsersHandler(AccountsDbContext db)
{
    private const int MaxSearchLength = 100;

    public async Task<Result<ListUsersResponse>> ListAsync(ListUsersRequest request, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var page = Page.Of(request.Cursor, request.Limit, faults);
        var search = faults.Optional("search", request.Search, MaxSearchLength);
        if (request.Role.Length > 0)
        {
            faults.OneOf("role", request.Role, Roles.All);
        }

        if (faults.Error is { } error)
        {
            return error;
        }

        var accounts = db.Accounts.AsQueryable();
        if (search is not null)
        {
            var pattern = $"%{Escaped(search)}%";
            accounts = accounts.Where(account => EF.Functions.ILike(account.Email!, pattern) || EF.Functions.ILike(account.Name, pattern));
        }

        if (request.Role.Length > 0)
        {
            var roleId = RoleIds.Of(request.Role);
            accounts = accounts.Where(account => db.AccountRoles.Any(link => link.UserId == account.Id && link.RoleId == roleId));
        }

        if (request.HasDisabled)
        {
            accounts = accounts.Where(account => account.DisabledAt != null == request.Disabled);
        }

        if (page.After is { } after)
        {
            accounts = accounts.Where(account => account.Id.CompareTo(after) < 0);
        }

        var found = await accounts.OrderByDescending(account => account.Id).Take(page.Read).ReadAsync(db, cancellationToken);
        var (shown, next) = page.Cut(found, user => Guid.Parse(user.Id));
        return new ListUsersResponse { Users = { shown }, NextCursor = next };
    }

    public async Task<Result<User>> GetAsync(string userId, CancellationToken cancellationToken) =>
        Guid.TryParse(userId, out var id)
        && await db.Accounts.Where(account => account.Id == id).ReadAsync(db, cancellationToken) is [var user]
            ? user
            : AdministrationErrors.NotFound;

    /// <summary>What LIKE takes for more than itself stands for itself.</summary>
    private static string Escaped(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal)
        .Replace("_", "\\_", StringComparison.Ordinal);
}
