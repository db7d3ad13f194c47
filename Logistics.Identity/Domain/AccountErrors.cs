using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Domain;

internal static class AccountErrors
{
    public static readonly Error Gone = new("account.not_found", "This account does not exist any more.", ErrorKind.NotFound);
}
