using Logistics.ServiceDefaults.Authentication;

namespace Logistics.Identity.Domain;

/// <summary>
/// Who may have a key with which scope, and what roles the key then has: of its owner's roles those that its scopes need, and so never
/// those of SUPPORT and ADMIN.
/// </summary>
internal static class KeyScopes
{
    /// <summary>Whether an account with these roles may have it.</summary>
    public static bool IsOpenTo(string scope, IReadOnlyCollection<string> roles) =>
        RolesOf(scope) is [] || RolesOf(scope).Any(roles.Contains);

    /// <summary>What is left of a key's scopes with the roles that its owner has by now, and the roles that go with them.</summary>
    public static (IReadOnlyList<string> Scopes, IReadOnlyList<string> Roles) InForce(
        IEnumerable<string> scopes, IReadOnlyCollection<string> roles)
    {
        var inForce = scopes.Where(scope => IsOpenTo(scope, roles)).ToList();
        return (inForce, [.. inForce.SelectMany(RolesOf).Where(roles.Contains).Distinct()]);
    }

    /// <summary>One of them is needed; none: everyone may.</summary>
    private static IReadOnlyList<string> RolesOf(string scope) => scope switch
    {
        Scopes.ShipmentsWrite or Scopes.NotificationsSend => [Roles.Customer],
        Scopes.ScansWrite => [Roles.Driver, Roles.Warehouse],
        Scopes.ShipmentsRead or Scopes.TrackingRead => [],
        _ => throw new ArgumentOutOfRangeException(nameof(scope), scope, "There is no such scope."),
    };
}
