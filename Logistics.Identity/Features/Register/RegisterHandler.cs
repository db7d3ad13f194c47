using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Links;
using Logistics.Identity.Passwords;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Results;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Features.Register;

/// <summary>
/// Opens an account for anyone who asks, and has a link mailed that confirms its address. The answer is the same when the address has an
/// account; its owner is mailed the same link again if that one waits to be confirmed, else one that leads back into it by a new password.
/// </summary>
internal sealed class RegisterHandler(
    AccountOpening opening, PasswordRules passwords, MailedLinks links, AccountsDbContext db, IOptions<IdentitySettings> settings,
    TimeProvider clock)
{
    public async Task<Result<RegisterResponse>> HandleAsync(RegisterRequest request, CancellationToken cancellationToken)
    {
        var faults = RegisterValidation.FaultsOf(request, passwords.FaultsOf(request.Password, request.Email.Trim()));
        if (!ContactRules.TryNormaliseEmail(request.Email, out var email) || faults.Count > 0)
        {
            return Error.Validation(faults);
        }

        var answer = new GuardedAnswer(clock, settings);
        var wanted = new NewAccount(
            email,
            request.Name.Trim(),
            request.Phone.Length > 0 ? request.Phone : null,
            request.Locale.Length > 0 ? request.Locale : AccountRules.DefaultLocale);
        if (await opening.OpenAsync(wanted, request.Password, cancellationToken) is { } known)
        {
            var purpose = known.EmailConfirmed ? LinkPurpose.ResetPassword : LinkPurpose.ConfirmEmail;
            await links.AddAsync(known, purpose, known.Email!, cancellationToken); // not null: required in the database
            await db.SaveChangesAsync(cancellationToken);
        }

        await answer.WaitAsync(cancellationToken);
        return new RegisterResponse();
    }
}
