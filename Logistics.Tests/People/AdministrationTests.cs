using System.Net;
using System.Text.Json;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.People;

/// <summary>What administrators do, over the public API.</summary>
public sealed class AdministrationTests(SystemFixture fixture)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_disabled_user_is_out_until_enabled_again()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var admin = await Person.AdminAsync(system);
        using var user = await Person.RegisterAsync(system);
        var id = await user.IdAsync();
        var key = await user.CreateKeyAsync("shipments:read");

        using var disabled = await admin.SendAsync(HttpMethod.Post, $"/v1/admin/users/{id}/disable");
        Assert.True((await GatewayHost.ReadAsync(disabled)).TryGetProperty("disabledAt", out _));
        Assert.Equal(HttpStatusCode.Unauthorized, await SignInStatusAsync(system, user.Email));
        using var machine = Person.WithHeader(system, "X-Api-Key", key);
        using var byKey = await machine.Client.GetAsync("/v1/shipments", Cancelled);
        Assert.Equal(HttpStatusCode.Unauthorized, byKey.StatusCode);

        using var enabled = await admin.SendAsync(HttpMethod.Post, $"/v1/admin/users/{id}/enable");
        Assert.Equal(HttpStatusCode.OK, await SignInStatusAsync(system, user.Email));
        var log = await admin.GetAsync($"/v1/admin/audit?userId={id}");
        Assert.Equal(["user.enabled", "user.disabled"], Texts(log, "action"));
    }

    [Fact]
    public async Task Roles_are_given_and_taken_and_a_new_sign_in_has_them()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var admin = await Person.AdminAsync(system);
        using var driver = await Person.InRoleAsync(system, "DRIVER", admin);

        Assert.Equal(["DRIVER"], (await driver.GetAsync("/v1/me")).GetProperty("roles").EnumerateArray().Select(role => role.GetString()));
        Assert.Equal(
            ["role.taken", "role.given"],
            Texts(await admin.GetAsync($"/v1/admin/audit?userId={await driver.IdAsync()}&limit=2"), "action"));
    }

    [Fact]
    public async Task An_unknown_role_and_an_unknown_user_are_refused()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var admin = await Person.AdminAsync(system);

        using var role = await admin.SendAsync(HttpMethod.Put, $"/v1/admin/users/{Guid.CreateVersion7()}/roles/KING");
        using var user = await admin.SendAsync(HttpMethod.Put, $"/v1/admin/users/{Guid.CreateVersion7()}/roles/DRIVER");
        using var nonsense = await admin.SendAsync(HttpMethod.Post, "/v1/admin/users/nonsense/disable");

        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.NotFound),
            (role.StatusCode, user.StatusCode, nonsense.StatusCode));
    }

    [Fact]
    public async Task Users_are_found_by_part_of_their_address_and_listed_page_by_page()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var admin = await Person.AdminAsync(system);
        using var user = await Person.RegisterAsync(system);
        using var other = await Person.RegisterAsync(system);

        var found = await admin.GetAsync($"/v1/admin/users?search={user.Email[5..].ToUpperInvariant()}&role=CUSTOMER&disabled=false");
        Assert.Equal([user.Email], Texts(found, "email"));
        Assert.Empty(Texts(await admin.GetAsync($"/v1/admin/users?search={user.Email[..6]}%25{user.Email[^3..]}"), "email"));

        var first = await admin.GetAsync("/v1/admin/users?limit=1");
        var second = await admin.GetAsync($"/v1/admin/users?limit=1&cursor={first.GetProperty("nextCursor").GetString()}");
        Assert.NotEqual(Texts(first, "id").Single(), Texts(second, "id").Single());
    }

    private static IEnumerable<string?> Texts(JsonElement page, string member) =>
        page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(member).GetString());

    private static async Task<HttpStatusCode> SignInStatusAsync(RunningSystem system, string email)
    {
        using var response = await system.Gateway.PostAsync(
            "/v1/auth/login", Person.Json($$"""{"email":"{{email}}","password":"{{Person.Password}}"}"""), Cancelled);
        return response.StatusCode;
    }
}
