using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Features.Administer;

internal static class AdministrationErrors
{
    public static readonly Error NotFound = new("user.not_found", "There is no such user.", ErrorKind.NotFound);

    /// <summary>The token says ADMIN, the database says no more.</summary>
    public static readonly Error NoAdmin = new("user.no_administrator", "You are no administrator any more.", ErrorKind.Forbidden);
}
