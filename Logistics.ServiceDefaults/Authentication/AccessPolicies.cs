using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.ServiceDefaults.Authentication;

/// <summary>What the policies of a service's <c>Access</c> are made of. Where nothing else is said, people may and keys may not.</summary>
public static class AccessPolicies
{
    /// <summary>Whoever is signed in as a person; the token of an API key is none.</summary>
    public static AuthorizationPolicyBuilder ForPeople(this AuthorizationPolicyBuilder policy) =>
        policy.RequireAuthenticatedUser().RequireAssertion(context => !context.User.IsKey());

    /// <summary>People, and API keys that have one of these scopes.</summary>
    public static AuthorizationPolicyBuilder ForPeopleAndKeys(this AuthorizationPolicyBuilder policy, params string[] scopes) => policy
        .RequireAuthenticatedUser()
        .RequireAssertion(context => !context.User.IsKey() || context.User.GetScopes().Any(scopes.Contains));

    private static bool IsKey(this ClaimsPrincipal user) => user.HasClaim(claim => claim.Type == CallerClaims.Scope);

    private static string[] GetScopes(this ClaimsPrincipal user) => user.FindFirstValue(CallerClaims.Scope)?.Split(' ') ?? [];
}
