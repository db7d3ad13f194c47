using Logistics.Identity.Domain;
using Logistics.ServiceDefaults.Authentication;
using Xunit;

namespace Logistics.Tests.Identity;

public sealed class KeyScopesTests
{
    [Fact]
    public void A_key_never_has_the_roles_of_support_and_administrators()
    {
        var (scopes, roles) = KeyScopes.InForce(Scopes.All, Roles.All);

        Assert.Equal(Scopes.All, scopes);
        Assert.Equal([Roles.Customer, Roles.Driver, Roles.Warehouse], roles.Order());
    }

    [Fact]
    public void A_scope_goes_with_the_role_that_it_needs()
    {
        var (scopes, roles) = KeyScopes.InForce(
            [Scopes.ShipmentsWrite, Scopes.ScansWrite, Scopes.ShipmentsRead], [Roles.Driver, Roles.Admin]);

        Assert.Equal([Scopes.ScansWrite, Scopes.ShipmentsRead], scopes);
        Assert.Equal([Roles.Driver], roles);
    }

    [Fact]
    public void A_key_that_only_reads_has_no_role() =>
        Assert.Empty(KeyScopes.InForce([Scopes.ShipmentsRead], Roles.All).Roles);

    [Fact]
    public void Every_scope_says_who_may_have_it() => Assert.All(Scopes.All, scope => KeyScopes.IsOpenTo(scope, Roles.All));
}
