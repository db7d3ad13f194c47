using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.ServiceDefaults.Results;
using Microsoft.Extensions.Options;

namespace Logistics.Identity.Features.Register;

/// <summary>Opens an account for anyone who asks. The answer is the same when the address has one.</summary>
internal sealed class RegisterHandler(AccountOpening opening, IOptions<IdentitySettings> settings, TimeProvider clock)
{
    public async Task<Result<RegisterResponse>> HandleAsync(RegisterRequest request, CancellationToken cancellationToken)
    {
        var faults = RegisterValidation.FaultsOf(request, await opening.FaultsOfAsync(request.Password));
        if (faults.Count > 0)
        {
            return Error.Validation(faults);
        }

        var answer = new GuardedAnswer(clock, settings);
        var wanted = new NewAccount(
            request.Email,
            request.Name.Trim(),
            request.Phone.Length > 0 ? request.Phone : null,
            request.Locale.Length > 0 ? request.Locale : AccountRules.DefaultLocale);
        await opening.OpenAsync(wanted, request.Password, cancellationToken);
        await answer.WaitAsync(cancellationToken);
        return new RegisterResponse();
    }
}
