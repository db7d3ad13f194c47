using Logistics.Contracts.Events;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Features.GetMe;
using Logistics.Identity.Persistence;
using Logistics.Messaging;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Account = Logistics.Contracts.Identity.V1.Account;

namespace Logistics.Identity.Features.UpdateProfile;

/// <summary>Changes what the caller has given of the profile, and tells whoever keeps a copy.</summary>
internal sealed class UpdateProfileHandler(AccountsDbContext db, GetMeHandler getMe, TimeProvider clock)
{
    public async Task<Result<Account>> HandleAsync(UpdateProfileRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var name = request.HasName ? faults.Required("name", request.Name, AccountRules.MaxNameLength) : null;
        var phone = faults.Phone("phone", request.Phone);
        var timeZone = faults.TimeZone("timeZone", request.TimeZone);
        var locale = faults.Locale("locale", request.Locale);
        if (request.HasLocale && locale is null)
        {
            faults.Add("locale", "Is required.");
        }

        if (faults.Error is { } error)
        {
            return error;
        }

        var isThere = await db.InTransactionAsync(
            async () =>
            {
                if (await db.HoldAccountAsync(caller.UserId, cancellationToken) is not { } account)
                {
                    return false;
                }

                account.Name = name ?? account.Name;
                account.Locale = locale ?? account.Locale;
                account.PhoneNumber = request.HasPhone ? phone : account.PhoneNumber;
                account.TimeZone = request.HasTimeZone ? timeZone : account.TimeZone;
                if (db.ChangeTracker.HasChanges())
                {
                    db.Publish(Changed(account));
                }

                return true;
            },
            cancellationToken);
        return isThere ? await getMe.HandleAsync(caller, cancellationToken) : AccountErrors.Gone;
    }

    private UserContactChanged Changed(Domain.Account account)
    {
        var now = clock.GetUtcNow();
        return new UserContactChanged
        {
            EventId = Guid.CreateVersion7(now),
            UserId = account.Id,
            Email = account.Email!, // not null: required in the database
            EmailConfirmed = account.EmailConfirmed,
            DisplayName = account.Name,
            Phone = account.PhoneNumber,
            Locale = account.Locale,
            TimeZone = account.TimeZone,
            OccurredAt = now,
        };
    }
}
