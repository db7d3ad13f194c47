using Logistics.ServiceDefaults.Authentication;

namespace Logistics.Identity.Domain;

/// <summary>The roles' keys in the database: fixed, since the migrations put them there.</summary>
internal static class RoleIds
{
    public static Guid Of(string role) => role switch
    {
        Roles.Customer => new("0199a000-0000-7000-8000-000000000001"),
        Roles.Driver => new("0199a000-0000-7000-8000-000000000002"),
        Roles.Warehouse => new("0199a000-0000-7000-8000-000000000003"),
        Roles.Support => new("0199a000-0000-7000-8000-000000000004"),
        Roles.Admin => new("0199a000-0000-7000-8000-000000000005"),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, "There is no such role."),
    };
}
