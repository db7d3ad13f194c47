using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Links;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Account = Logistics.Identity.Domain.Account;

namespace Logistics.Identity.Features.ResendConfirmation;

/// <summary>Has the link mailed again that confirms an address. Always succeeds, whether or not there is such an account.</summary>
internal sealed class ResendConfirmationHandler(
    UserManager<Account> users, MailedLinks links, AccountsDbContext db, IOptions<IdentitySettings> settings, TimeProvider clock)
{
    public async Task<ResendConfirmationResponse> HandleAsync(ResendConfirmationRequest request, CancellationToken cancellationToken)
    {
        var answer = new GuardedAnswer(clock, settings);
        if (ContactRules.TryNormaliseEmail(request.Email, out var email)
            && await users.FindByEmailAsync(email) is { EmailConfirmed: false } account)
        {
            // Not null: required in the database.
            await links.AddAsync(account, LinkPurpose.ConfirmEmail, account.Email!, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        await answer.WaitAsync(cancellationToken);
        return new ResendConfirmationResponse();
    }
}
