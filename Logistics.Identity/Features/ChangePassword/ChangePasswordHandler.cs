using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Links;
using Logistics.Identity.Passwords;
using Logistics.Identity.Persistence;
using Logistics.Identity.Sessions;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Account = Logistics.Identity.Domain.Account;

namespace Logistics.Identity.Features.ChangePassword;

/// <summary>Sets a password by the old one; ends all other sessions, and voids the links that were mailed.</summary>
internal sealed class ChangePasswordHandler(
    AccountsDbContext db,
    PasswordCheck passwords,
    PasswordRules rules,
    IPasswordHasher<Account> hasher,
    MailedLinks links,
    SessionStore sessions,
    TimeProvider clock)
{
    public async Task<Result<ChangePasswordResponse>> HandleAsync(
        ChangePasswordRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(account => account.Id == caller.UserId, cancellationToken);
        if (account is null)
        {
            return AccountErrors.Gone;
        }

        if (rules.FaultsOf(request.NewPassword, account.Email!) is { Count: > 0 } faults) // not null: required in the database
        {
            return Error.Validation([.. faults.Select(fault => new FieldError("newPassword", fault))]);
        }

        return await passwords.IsRightAsync(account, request.CurrentPassword, cancellationToken)
            ? await db.InTransactionAsync(() => ChangeAsync(request.NewPassword, caller, cancellationToken), cancellationToken)
            : PasswordErrors.Wrong;
    }

    private async Task<ChangePasswordResponse> ChangeAsync(string password, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var account = await db.Accounts.SingleAsync(account => account.Id == caller.UserId, cancellationToken);
        account.TakePassword(hasher.HashPassword(account, password), now);
        db.Publish(AccountEvents.PasswordChanged(account, now));
        await links.VoidAsync(account.Id, cancellationToken);
        await sessions.EndAllAsync(account.Id, caller.SessionId, cancellationToken);
        return new ChangePasswordResponse();
    }
}
