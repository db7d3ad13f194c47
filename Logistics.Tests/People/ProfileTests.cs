using System.Net;
using System.Text.Json;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.People;

/// <summary>What people keep with their accounts, over the public API.</summary>
public sealed class ProfileTests(SystemFixture fixture) : IAsyncLifetime
{
    private const string Home =
        """{"label":"Home","name":"Amina","address":{"line1":"12 Rue X","city":"Algiers","postalCode":"16000","country":"DZ"}}""";
    private const string Work =
        """{"label":"Work","name":"Amina","isDefault":true,"address":{"line1":"1 Rue Y","city":"Paris","postalCode":"75009","country":"FR"}}""";

    private Person _person = null!; // set before any test runs

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _person = await Person.RegisterAsync(await fixture.StartedAsync(Cancelled));

    public ValueTask DisposeAsync()
    {
        _person.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_is_given_changes_and_the_rest_stays()
    {
        var changed = await PatchAsync("""{"phone":"+213550123456","timeZone":"Africa/Algiers"}""");
        Assert.Equal("Amina Haddad", changed.GetProperty("name").GetString());
        Assert.Equal("Africa/Algiers", changed.GetProperty("timeZone").GetString());

        var again = await PatchAsync("""{"name":"Amina B.","phone":""}""");
        Assert.Equal("Amina B.", again.GetProperty("name").GetString());
        Assert.False(again.TryGetProperty("phone", out _));
        Assert.Equal("Africa/Algiers", (await _person.GetAsync("/v1/me")).GetProperty("timeZone").GetString());
    }

    [Fact]
    public async Task A_wrong_profile_is_refused_fault_by_fault()
    {
        using var response = await _person.SendAsync(
            HttpMethod.Patch, "/v1/me", """{"name":" ","phone":"0550","locale":"?","timeZone":"Mars/Olympus"}""");

        Assert.Equal(["locale", "name", "phone", "timeZone"], await FaultsAsync(response));
    }

    [Fact]
    public async Task One_address_is_the_default_and_another_takes_its_place()
    {
        var home = await AddAsync(Home);
        Assert.True(home.GetProperty("isDefault").GetBoolean());
        var work = await AddAsync(Work);
        Assert.Equal(["Work", "Home"], await LabelsAsync());

        using var changed = await _person.SendAsync(
            HttpMethod.Put, $"/v1/me/addresses/{Id(home)}", Home.Replace("16000", "31000", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        using var removed = await _person.SendAsync(HttpMethod.Delete, $"/v1/me/addresses/{Id(work)}");
        var left = (await _person.GetAsync("/v1/me/addresses")).GetProperty("items").EnumerateArray().Single();
        Assert.Equal(
            ("31000", true),
            (left.GetProperty("address").GetProperty("postalCode").GetString(), left.GetProperty("isDefault").GetBoolean()));
    }

    [Fact]
    public async Task Addresses_that_become_the_default_at_once_leave_one()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => AddAsync(Work)));

        var book = (await _person.GetAsync("/v1/me/addresses")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(8, book.Count);
        Assert.Single(book, address => address.GetProperty("isDefault").GetBoolean());
    }

    [Fact]
    public async Task A_postal_code_must_be_one_of_the_country()
    {
        using var response = await _person.PostAsync("/v1/me/addresses", Home.Replace("\"DZ\"", "\"GB\"", StringComparison.Ordinal));

        Assert.Equal(["address.postalCode"], await FaultsAsync(response));
    }

    [Fact]
    public async Task Someone_elses_address_is_not_there()
    {
        var address = await AddAsync(Home);
        using var other = await Person.RegisterAsync(await fixture.StartedAsync(Cancelled));

        using var changed = await other.SendAsync(HttpMethod.Put, $"/v1/me/addresses/{Id(address)}", Work);
        using var removed = await other.SendAsync(HttpMethod.Delete, $"/v1/me/addresses/{Id(address)}");

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (changed.StatusCode, removed.StatusCode));
    }

    [Fact]
    public async Task Preferences_replace_each_other_and_what_is_absent_has_its_default()
    {
        using var set = await _person.SendAsync(HttpMethod.Put, "/v1/me/preferences", """
            {"channels":{"delivery":{"sms":false}},"quietHours":{"from":"22:00","to":"07:00","timeZone":"Africa/Algiers"},"locale":"ar","digest":"DAILY"}
            """);
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);

        var preferences = await _person.GetAsync("/v1/me/preferences");
        var delivery = preferences.GetProperty("channels").GetProperty("delivery");
        Assert.Equal((false, true), (delivery.GetProperty("sms").GetBoolean(), delivery.GetProperty("email").GetBoolean()));
        Assert.False(preferences.GetProperty("channels").GetProperty("news").GetProperty("email").GetBoolean());
        Assert.Equal("22:00", preferences.GetProperty("quietHours").GetProperty("from").GetString());

        using var reset = await _person.SendAsync(HttpMethod.Put, "/v1/me/preferences", "{}");
        Assert.False((await GatewayHost.ReadAsync(reset)).TryGetProperty("quietHours", out _));
    }

    [Fact]
    public async Task Wrong_preferences_are_refused_fault_by_fault()
    {
        using var response = await _person.SendAsync(HttpMethod.Put, "/v1/me/preferences", """
            {"channels":{"account":{"email":false}},"quietHours":{"from":"24:00","to":"7","timeZone":"Nowhere"},"digest":"WEEKLY"}
            """);

        Assert.Equal(
            ["channels.account.email", "digest", "quietHours.from", "quietHours.timeZone", "quietHours.to"], await FaultsAsync(response));
    }

    [Fact]
    public async Task A_device_is_known_by_its_token_and_goes_with_who_signs_in_there()
    {
        var token = $"token-{Guid.CreateVersion7()}";
        var body = $$"""{"token":"{{token}}","platform":"ANDROID","name":"Phone"}""";
        using var first = await _person.SendAsync(HttpMethod.Put, "/v1/me/devices", body);
        using var again = await _person.SendAsync(HttpMethod.Put, "/v1/me/devices", body);
        var id = Id(await GatewayHost.ReadAsync(first));
        Assert.Equal(id, Id(await GatewayHost.ReadAsync(again)));

        using var other = await Person.RegisterAsync(await fixture.StartedAsync(Cancelled));
        using var moved = await other.SendAsync(HttpMethod.Put, "/v1/me/devices", body);
        Assert.Equal(id, Id(await GatewayHost.ReadAsync(moved)));
        Assert.Empty((await _person.GetAsync("/v1/me/devices")).GetProperty("items").EnumerateArray());
        using var notMine = await _person.SendAsync(HttpMethod.Delete, $"/v1/me/devices/{id}");
        using var theirs = await other.SendAsync(HttpMethod.Delete, $"/v1/me/devices/{id}");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NoContent), (notMine.StatusCode, theirs.StatusCode));
    }

    [Fact]
    public async Task A_token_that_two_register_at_once_belongs_to_one()
    {
        using var other = await Person.RegisterAsync(await fixture.StartedAsync(Cancelled));
        var body = $$"""{"token":"token-{{Guid.CreateVersion7()}}","platform":"IOS"}""";

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            using var response = await (i % 2 == 0 ? _person : other).SendAsync(HttpMethod.Put, "/v1/me/devices", body);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }));

        var devices = await Task.WhenAll(_person.GetAsync("/v1/me/devices"), other.GetAsync("/v1/me/devices"));
        Assert.Single(devices.SelectMany(list => list.GetProperty("items").EnumerateArray()));
    }

    private static string Id(JsonElement item) => item.GetProperty("id").GetString()!;

    private static async Task<IEnumerable<string>> FaultsAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        return (await GatewayHost.ReadAsync(response)).GetProperty("errors").EnumerateObject().Select(fault => fault.Name)
            .Order(StringComparer.Ordinal);
    }

    private async Task<JsonElement> PatchAsync(string body)
    {
        using var response = await _person.SendAsync(HttpMethod.Patch, "/v1/me", body);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await GatewayHost.ReadAsync(response);
    }

    private async Task<JsonElement> AddAsync(string body)
    {
        using var response = await _person.PostAsync("/v1/me/addresses", body);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await GatewayHost.ReadAsync(response);
    }

    private async Task<IEnumerable<string?>> LabelsAsync() =>
        (await _person.GetAsync("/v1/me/addresses")).GetProperty("items").EnumerateArray()
            .Select(address => address.GetProperty("label").GetString());
}
