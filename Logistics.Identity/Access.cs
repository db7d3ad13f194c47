using Logistics.ServiceDefaults.Authentication;

namespace Logistics.Identity;

/// <summary>
/// Who may call what: each gRPC method names one of these, or <c>[AllowAnonymous]</c>. Whose data it is, the features check.
/// </summary>
internal static class Access
{
    /// <summary>Signed-in people, with what is their own. No API keys: a key must not make keys, nor change who owns it.</summary>
    public const string People = "people";

    public const string Admins = "administrators";

    public static void AddAccess(this IServiceCollection services) => services.AddAuthorizationBuilder()
        .AddPolicy(People, policy => policy.ForPeople())
        .AddPolicy(Admins, policy => policy.ForPeople().RequireRole(Roles.Admin));
}
