using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Domain;

/// <summary>What several features answer.</summary>
internal static class AccountErrors
{
    public static readonly Error Gone = new("account.not_found", "This account does not exist any more.", ErrorKind.NotFound);

    public static readonly Error LastAdmin = new(
        "account.last_admin", "This is the last administrator. Make another one first.", ErrorKind.IllegalState);
}
