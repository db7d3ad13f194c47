using Logistics.ServiceDefaults.Authentication;

namespace Logistics.Tracking;

/// <summary>
/// Who may call what is not public: each gRPC method names one of these. Whose parcels a caller gets to see is its feature's to say.
/// </summary>
internal static class Access
{
    public const string Read = "read shipments";
    public const string RecordLocations = "record locations";

    public static void AddAccess(this IServiceCollection services) => services.AddAuthorizationBuilder()
        .AddPolicy(Read, policy => policy.ForPeopleAndKeys(Scopes.ShipmentsRead))
        .AddPolicy(RecordLocations, policy => policy.ForPeopleAndKeys(Scopes.ScansWrite).RequireRole(Roles.Driver));
}
