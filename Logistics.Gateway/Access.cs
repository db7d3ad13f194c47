using Logistics.ServiceDefaults.Authentication;

namespace Logistics.Gateway;

/// <summary>
/// Who may use which address: each route names one of these, or says that anyone may. The services check it again, and whose things they
/// are.
/// </summary>
internal static class Access
{
    /// <summary>Signed-in people. No API keys.</summary>
    public const string People = "people";

    public const string Admins = "administrators";

    /// <summary>Who looks after the system.</summary>
    public const string Keepers = "administrators, support";

    public const string ReadShipments = "people, keys with shipments:read";

    public const string CreateShipments = "customers, keys with shipments:write";

    /// <summary>Of their own; the support desk of anyone's.</summary>
    public const string DecideOnShipments = "people, keys with shipments:write";

    public const string MoveShipments = "people, keys with shipments:write or scans:write";

    public const string RecordLocations = "drivers, keys with scans:write";

    public const string Scan = "staff, keys with scans:write";

    /// <summary>Merchants to the parties of their shipments, the support desk to anyone.</summary>
    public const string SendNotifications = "customers, administrators, support, keys with notifications:send";

    public static void AddAccess(this IServiceCollection services) => services.AddAuthorizationBuilder()
        .AddPolicy(People, policy => policy.ForPeople())
        .AddPolicy(Admins, policy => policy.ForPeople().RequireRole(Roles.Admin))
        .AddPolicy(Keepers, policy => policy.ForPeople().RequireRole(Roles.Admin, Roles.Support))
        .AddPolicy(ReadShipments, policy => policy.ForPeopleAndKeys(Scopes.ShipmentsRead))
        .AddPolicy(CreateShipments, policy => policy.ForPeopleAndKeys(Scopes.ShipmentsWrite).RequireRole(Roles.Customer))
        .AddPolicy(RecordLocations, policy => policy.ForPeopleAndKeys(Scopes.ScansWrite).RequireRole(Roles.Driver))
        .AddPolicy(DecideOnShipments, policy => policy.ForPeopleAndKeys(Scopes.ShipmentsWrite))
        .AddPolicy(SendNotifications, policy =>
            policy.ForPeopleAndKeys(Scopes.NotificationsSend).RequireRole(Roles.Customer, Roles.Admin, Roles.Support))
        .AddPolicy(MoveShipments, policy => policy.ForPeopleAndKeys(Scopes.ShipmentsWrite, Scopes.ScansWrite))
        .AddPolicy(Scan, policy => policy.ForPeopleAndKeys(Scopes.ScansWrite).RequireRole(Roles.Staff));
}
