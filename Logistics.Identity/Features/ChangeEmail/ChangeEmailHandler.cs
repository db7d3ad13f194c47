using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Links;
using Logistics.Identity.Passwords;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Account = Logistics.Identity.Domain.Account;

namespace Logistics.Identity.Features.ChangeEmail;

/// <summary>
/// Has a link mailed to the address that is to be the account's; nothing changes before it is used. To an address that has an account none
/// is mailed, and the answer does not tell.
/// </summary>
internal sealed class ChangeEmailHandler(
    UserManager<Account> users, PasswordCheck passwords, MailedLinks links, AccountsDbContext db, IOptions<IdentitySettings> settings,
    TimeProvider clock)
{
    public async Task<Result<ChangeEmailResponse>> HandleAsync(
        ChangeEmailRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!ContactRules.TryNormaliseEmail(request.NewEmail, out var email))
        {
            return Error.Validation([new FieldError("newEmail", "Must be an e-mail address.")]);
        }

        var answer = new GuardedAnswer(clock, settings);
        if (await users.FindByIdAsync(caller.UserId.ToString()) is not { } account)
        {
            return AccountErrors.Gone;
        }

        if (!await passwords.IsRightAsync(account, request.Password, cancellationToken))
        {
            return PasswordErrors.Wrong;
        }

        if (await users.FindByEmailAsync(email) is null)
        {
            await links.AddAsync(account, LinkPurpose.ChangeEmail, email, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        await answer.WaitAsync(cancellationToken);
        return new ChangeEmailResponse();
    }
}
