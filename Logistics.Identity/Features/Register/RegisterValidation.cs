using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Features.Register;

internal static class RegisterValidation
{
    /// <summary>All the faults at once.</summary>
    public static List<FieldError> FaultsOf(RegisterRequest request, IReadOnlyList<string> passwordFaults)
    {
        var faults = new List<FieldError>();
        if (!ContactRules.TryNormaliseEmail(request.Email, out _))
        {
            faults.Add(new("email", "Must be an e-mail address."));
        }

        faults.AddRange(passwordFaults.Select(fault => new FieldError("password", fault)));
        if (request.Name.Trim().Length is 0 or > AccountRules.MaxNameLength)
        {
            faults.Add(new("name", $"1 to {AccountRules.MaxNameLength} characters."));
        }

        if (request.Phone.Length > 0 && !ContactRules.IsPhone(request.Phone))
        {
            faults.Add(new("phone", "Must be in E.164: +213551234567."));
        }

        if (request.Locale.Length > 0 && !ContactRules.IsLocale(request.Locale))
        {
            faults.Add(new("locale", "Must be a BCP 47 tag: en, fr-DZ, ar."));
        }

        return faults;
    }
}
