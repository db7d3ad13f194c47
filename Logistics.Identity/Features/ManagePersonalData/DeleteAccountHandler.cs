using Logistics.Contracts.Events;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Passwords;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Identity.Features.ManagePersonalData;

/// <summary>
/// Deletes the caller's account with all that hangs on it (the database cascades), and tells the others by <c>user.deleted</c>. Only the
/// audit log keeps its lines: ids that lead to nobody any more.
/// </summary>
internal sealed class DeleteAccountHandler(PasswordCheck passwords, AccountsDbContext db, TimeProvider clock)
{
    private static readonly Error WrongPassword =
        new(
            "account.wrong_password", "This is not the account's password, or there were too many attempts: then wait a few minutes.",
            ErrorKind.Forbidden);

    public async Task<Result<DeleteAccountResponse>> HandleAsync(
        DeleteAccountRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (request.Password.Length == 0)
        {
            return Error.Validation([new FieldError("password", "Is required.")]);
        }

        if (await db.Accounts.AsNoTracking().SingleOrDefaultAsync(row => row.Id == caller.UserId, cancellationToken) is not { } account)
        {
            return AccountErrors.Gone;
        }

        if (!await passwords.IsRightAsync(account, request.Password, cancellationToken))
        {
            return WrongPassword;
        }

        return await db.InTransactionAsync<Result<DeleteAccountResponse>>(
            async () =>
            {
                await db.HoldAdminsAsync(cancellationToken);
                if (await db.HoldAccountAsync(caller.UserId, cancellationToken) is not { } held)
                {
                    return new DeleteAccountResponse(); // done, and only the answer was lost
                }

                if (await db.IsLastAdminAsync(held.Id, cancellationToken))
                {
                    return AccountErrors.LastAdmin;
                }

                var now = clock.GetUtcNow();
                db.Accounts.Remove(held);
                db.AuditLog.Add(AuditLine.Of(AuditLine.UserDeleted, held.Id, held.Id, now));
                db.Publish(new UserDeleted { EventId = Guid.CreateVersion7(now), UserId = held.Id, OccurredAt = now });
                return new DeleteAccountResponse();
            },
            cancellationToken);
    }
}
