using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Links;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Account = Logistics.Identity.Domain.Account;

namespace Logistics.Identity.Features.ConfirmEmail;

/// <summary>
/// Whoever has the link's token reads the mailbox: from now on the address is the account's. A changed address takes the old one's place
/// only here.
/// </summary>
internal sealed class ConfirmEmailHandler(AccountsDbContext db, MailedLinks links, ILookupNormalizer normaliser, TimeProvider clock)
{
    public async Task<Result<ConfirmEmailResponse>> HandleAsync(ConfirmEmailRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await db.InTransactionAsync(() => UseAsync(request.Token, cancellationToken), cancellationToken)
                ? new ConfirmEmailResponse()
                : LinkErrors.Refused;
        }
        catch (DbUpdateException exception)
            when (exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return LinkErrors.Refused; // the address has another account meanwhile
        }
    }

    private async Task<bool> UseAsync(string token, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(token, cancellationToken) is not { Purpose: LinkPurpose.ConfirmEmail or LinkPurpose.ChangeEmail } link)
        {
            return false;
        }

        var now = clock.GetUtcNow();
        var account = await db.Accounts.SingleAsync(account => account.Id == link.AccountId, cancellationToken);
        if (link.Purpose == LinkPurpose.ChangeEmail)
        {
            Change(account, link.Email, now);
        }

        account.EmailConfirmed = true;
        db.Publish(AccountEvents.Confirmed(account, now));
        await links.VoidAsync(account.Id, cancellationToken);
        return true;
    }

    private void Change(Account account, string email, DateTimeOffset now)
    {
        if (account.EmailConfirmed)
        {
            db.Publish(AccountEvents.EmailChanged(account, account.Email!, now)); // not null: required in the database
        }

        account.TakeEmail(email, normaliser.NormalizeEmail(email));
    }
}
