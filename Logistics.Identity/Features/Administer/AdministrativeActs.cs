using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Account = Logistics.Identity.Domain.Account;

namespace Logistics.Identity.Features.Administer;

/// <summary>
/// What administrators do to accounts: each act and its line in the audit log in one transaction, which holds who is an administrator. So
/// of two acts that would leave none between them, the second is refused. What is so already is no act, and leaves no line.
/// </summary>
internal sealed class AdministrativeActs(AccountsDbContext db, TimeProvider clock)
{
    /// <summary>Keeps the user out: the sessions end, and there are no new ones.</summary>
    public Task<Result<User>> DisableAsync(string userId, Caller admin, CancellationToken cancellationToken) => ActAsync(
        new Act(AuditLine.UserDisabled, userId, admin.UserId, EndsAdmin: true),
        async (account, now) =>
        {
            if (account.DisabledAt is not null)
            {
                return false;
            }

            account.DisabledAt = now;
            await db.Sessions.Where(session => session.AccountId == account.Id && session.RevokedAt == null)
                .ExecuteUpdateAsync(set => set.SetProperty(session => session.RevokedAt, now), cancellationToken);
            return true;
        },
        cancellationToken);

    public Task<Result<User>> EnableAsync(string userId, Caller admin, CancellationToken cancellationToken) => ActAsync(
        new Act(AuditLine.UserEnabled, userId, admin.UserId),
        (account, _) =>
        {
            var wasDisabled = account.DisabledAt is not null;
            account.DisabledAt = null;
            return Task.FromResult(wasDisabled);
        },
        cancellationToken);

    public Task<Result<User>> GiveRoleAsync(RoleRequest request, Caller admin, CancellationToken cancellationToken) => ActOnRoleAsync(
        new Act(AuditLine.RoleGiven, request.UserId, admin.UserId, request.Role),
        (account, link) =>
        {
            if (link is not null)
            {
                return false;
            }

            db.AccountRoles.Add(new IdentityUserRole<Guid> { UserId = account.Id, RoleId = RoleIds.Of(request.Role) });
            return true;
        },
        cancellationToken);

    public Task<Result<User>> TakeRoleAsync(RoleRequest request, Caller admin, CancellationToken cancellationToken) => ActOnRoleAsync(
        new Act(AuditLine.RoleTaken, request.UserId, admin.UserId, request.Role, EndsAdmin: request.Role == Roles.Admin),
        (_, link) =>
        {
            if (link is null)
            {
                return false;
            }

            db.AccountRoles.Remove(link);
            return true;
        },
        cancellationToken);

    /// <param name="change">Gets what gives the user the role, if the user has it.</param>
    private async Task<Result<User>> ActOnRoleAsync(
        Act act, Func<Account, IdentityUserRole<Guid>?, bool> change, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var role = faults.OneOf("role", act.Detail ?? string.Empty, Roles.All);
        return faults.Error is { } error ? error : await ActAsync(
            act,
            async (account, _) =>
            {
                var roleId = RoleIds.Of(role);
                return change(account, await db.AccountRoles.SingleOrDefaultAsync(
                    link => link.UserId == account.Id && link.RoleId == roleId, cancellationToken));
            },
            cancellationToken);
    }

    /// <param name="change">Makes the change; false where it is so already.</param>
    private async Task<Result<User>> ActAsync(
        Act act, Func<Account, DateTimeOffset, Task<bool>> change, CancellationToken cancellationToken) =>
        !Guid.TryParse(act.UserId, out var id) ? AdministrationErrors.NotFound : await db.InTransactionAsync<Result<User>>(
            async () =>
            {
                await db.HoldAdminsAsync(cancellationToken);
                if (!await db.ActiveAdmins().AnyAsync(active => active.Id == act.AdminId, cancellationToken))
                {
                    return AdministrationErrors.NoAdmin;
                }

                if (await db.HoldAccountAsync(id, cancellationToken) is not { } account)
                {
                    return AdministrationErrors.NotFound;
                }

                if (act.EndsAdmin && await db.IsLastAdminAsync(id, cancellationToken))
                {
                    return AccountErrors.LastAdmin;
                }

                var now = clock.GetUtcNow();
                if (await change(account, now))
                {
                    db.AuditLog.Add(AuditLine.Of(act.Action, act.AdminId, id, now, act.Detail));
                    await db.SaveChangesAsync(cancellationToken);
                }

                return (await db.Accounts.Where(found => found.Id == id).ReadAsync(db, cancellationToken))[0];
            },
            cancellationToken);

    /// <param name="EndsAdmin">Whether an administrator is none after it.</param>
    private sealed record Act(string Action, string UserId, Guid AdminId, string? Detail = null, bool EndsAdmin = false);
}
