using Logistics.ServiceDefaults.Authentication;

namespace Logistics.Shipments;

/// <summary>
/// Who may call what: each gRPC method names one of these. Whose shipments a caller gets to see is in <c>Features/ShipmentAccess</c>.
/// </summary>
internal static class Access
{
    public const string Read = "read shipments";
    public const string Create = "create shipments";
    public const string Decide = "decide on shipments";
    public const string Move = "move shipments";
    public const string Scan = "scan many shipments";
    public const string Administer = "administer";

    public static void AddAccess(this IServiceCollection services) => services.AddAuthorizationBuilder()
        .AddPolicy(Read, policy => policy.ForPeopleAndKeys(Scopes.ShipmentsRead))
        .AddPolicy(Create, policy => policy.ForPeopleAndKeys(Scopes.ShipmentsWrite).RequireRole(Roles.Customer))
        .AddPolicy(Decide, policy => policy.ForPeopleAndKeys(Scopes.ShipmentsWrite))
        .AddPolicy(Move, policy => policy.ForPeopleAndKeys(Scopes.ShipmentsWrite, Scopes.ScansWrite))
        .AddPolicy(Scan, policy => policy.ForPeopleAndKeys(Scopes.ScansWrite).RequireRole(Roles.Staff))
        .AddPolicy(Administer, policy => policy.ForPeople().RequireRole(Roles.Admin));
}
