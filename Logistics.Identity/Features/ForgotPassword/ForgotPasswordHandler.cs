using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Links;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Account = Logistics.Identity.Domain.Account;

namespace Logistics.Identity.Features.ForgotPassword;

/// <summary>Has a link mailed by which a new password can be set. Always succeeds, whether or not there is such an account.</summary>
internal sealed class ForgotPasswordHandler(
    UserManager<Account> users, MailedLinks links, AccountsDbContext db, IOptions<IdentitySettings> settings, TimeProvider clock)
{
    public async Task<ForgotPasswordResponse> HandleAsync(ForgotPasswordRequest request, CancellationToken cancellationToken)
    {
        var answer = new GuardedAnswer(clock, settings);
        if (ContactRules.TryNormaliseEmail(request.Email, out var email) && await users.FindByEmailAsync(email) is { } account)
        {
            // Not null: required in the database.
            await links.AddAsync(account, LinkPurpose.ResetPassword, account.Email!, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        await answer.WaitAsync(cancellationToken);
        return new ForgotPasswordResponse();
    }
}
