using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Links;
using Logistics.Identity.Passwords;
using Logistics.Identity.Persistence;
using Logistics.Identity.Sessions;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Account = Logistics.Identity.Domain.Account;

namespace Logistics.Identity.Features.ResetPassword;

/// <summary>
/// Sets a password by a mailed link. Whoever had the old one is signed out everywhere; and as the mail was read, the address is confirmed.
/// </summary>
internal sealed class ResetPasswordHandler(
    AccountsDbContext db, MailedLinks links, PasswordRules rules, IPasswordHasher<Account> hasher, SessionStore sessions,
    TimeProvider clock)
{
    public Task<Result<ResetPasswordResponse>> HandleAsync(ResetPasswordRequest request, CancellationToken cancellationToken) =>
        db.InTransactionAsync(() => UseAsync(request, cancellationToken), cancellationToken);

    private async Task<Result<ResetPasswordResponse>> UseAsync(ResetPasswordRequest request, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(request.Token, cancellationToken) is not { Purpose: LinkPurpose.ResetPassword } link)
        {
            return LinkErrors.Refused;
        }

        var account = await db.Accounts.SingleAsync(account => account.Id == link.AccountId, cancellationToken);
        if (rules.FaultsOf(request.NewPassword, link.Email) is { Count: > 0 } faults)
        {
            return Error.Validation([.. faults.Select(fault => new FieldError("newPassword", fault))]); // the link stays good
        }

        var now = clock.GetUtcNow();
        account.TakePassword(hasher.HashPassword(account, request.NewPassword), now);
        if (!account.EmailConfirmed)
        {
            account.EmailConfirmed = true;
            db.Publish(AccountEvents.Confirmed(account, now));
        }

        db.Publish(AccountEvents.PasswordChanged(account, now));
        await links.VoidAsync(account.Id, cancellationToken);
        await sessions.EndAllAsync(account.Id, except: null, cancellationToken);
        return new ResetPasswordResponse();
    }
}
