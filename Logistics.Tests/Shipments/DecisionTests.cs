using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Shipments;

/// <summary>What owners and the desk decide about shipments, through the public API of the running system.</summary>
public sealed class DecisionTests(SystemFixture fixture) : IAsyncLifetime
{
    private RunningSystem _system = null!; // these are set before any test runs
    private Person _owner = null!;
    private Person _driver = null!;
    private Person _support = null!;
    private string _number = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _system = await fixture.StartedAsync(Token);
        (_owner, _driver, _support) =
            (await Person.RegisterAsync(_system), await Person.DriverAsync(_system), await Person.SupportAsync(_system));
        _number = await _owner.CreateShipmentAsync();
    }

    public ValueTask DisposeAsync()
    {
        _owner.Dispose();
        _driver.Dispose();
        _support.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Before_pick_up_all_may_change_and_what_is_not_said_stays()
    {
        var shipment = await PatchAsync("1", """
            {"recipient":{"name":"Camille L.","address":{"postalCode":"75010"}},"parcels":[{"weightGrams":900},{"weightGrams":400}],"serviceLevel":"STANDARD",
             "options":{"signature":true},"reference":"ORDER-2"}
            """);

        var recipient = shipment.GetProperty("recipient");
        Assert.Equal(("Camille L.", "camille@example.com"), (Text(recipient, "name"), Text(recipient, "email")));
        Assert.Equal(
            ("75010", "Paris"), (Text(recipient.GetProperty("address"), "postalCode"), Text(recipient.GetProperty("address"), "city")));
        Assert.Equal(
            (2, 2, "ORDER-2"),
            (shipment.GetProperty("parcels").GetArrayLength(), shipment.GetProperty("version").GetInt32(), Text(shipment, "reference")));
        Assert.True(shipment.GetProperty("options").GetProperty("signature").GetBoolean());
        Assert.True(
            shipment.GetProperty("promisedAt").GetDateTimeOffset() > shipment.GetProperty("createdAt").GetDateTimeOffset().AddDays(2));
        var read = await _owner.GetAsync($"/v1/shipments/{_number}");
        Assert.Equal(shipment.ToString(), read.ToString());
        Assert.False((await PatchAsync("2", """{"reference":""}""")).TryGetProperty("reference", out _));
    }

    [Fact]
    public async Task A_window_is_set_in_the_future_and_taken_off_again()
    {
        var now = TimeProvider.System.GetUtcNow();
        using var over = await TryPatchAsync("1", $$"""{"pickup":{"from":"{{now.AddHours(-2):O}}","until":"{{now.AddHours(-1):O}}"} }""");
        var problem = await BadRequestTests.ProblemAsync(over, HttpStatusCode.BadRequest, "validation.failed");
        Assert.True(problem.GetProperty("errors").TryGetProperty("pickup.until", out _), problem.ToString());

        var patched = await PatchAsync("1", $$"""{"pickup":{"from":"{{now.AddHours(1):O}}","until":"{{now.AddHours(2):O}}"} }""");
        Assert.True(patched.TryGetProperty("pickup", out _));
        Assert.False((await PatchAsync("2", """{"pickup":{}}""")).TryGetProperty("pickup", out _));
    }

    [Fact]
    public async Task After_pick_up_contacts_and_reference_may_change_and_at_the_end_nothing()
    {
        await _driver.MoveAsync(_number, "PICKED_UP");
        await PatchAsync("2", """{"recipient":{"phone":"+33612345678"},"reference":"LATER"}""");

        using var fixedNow = await TryPatchAsync("3", """{"recipient":{"name":"Someone","address":{"postalCode":"75010"}}}""");
        var problem = await BadRequestTests.ProblemAsync(fixedNow, HttpStatusCode.Conflict, "shipment.not_changeable");
        Assert.Equal(
            ["recipient.address.postalCode", "recipient.name"],
            problem.GetProperty("errors").EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));

        await MoveAsync("OUT_FOR_DELIVERY", "DELIVERED");
        using var ended = await TryPatchAsync("5", """{"reference":"TOO-LATE"}""");
        await BadRequestTests.ProblemAsync(ended, HttpStatusCode.Conflict, "shipment.not_changeable");
    }

    [Fact]
    public async Task A_change_names_the_version_that_it_changes_and_obeys_the_rules_of_a_new_shipment()
    {
        using var none = await TryPatchAsync(null, """{"reference":"X"}""");
        await BadRequestTests.ProblemAsync(none, HttpStatusCode.PreconditionRequired, "request.version_missing");
        using var stale = await TryPatchAsync("7", """{"reference":"X"}""");
        await BadRequestTests.ProblemAsync(stale, HttpStatusCode.PreconditionFailed, "shipment.stale_version");
        using var bad = await TryPatchAsync("1", """{"sender":{"phone":"012"},"customs":[{"quantity":0}]}""");
        var problem = await BadRequestTests.ProblemAsync(bad, HttpStatusCode.BadRequest, "validation.failed");
        Assert.True(problem.GetProperty("errors").TryGetProperty("sender.phone", out _), problem.ToString());
        Assert.True(problem.GetProperty("errors").TryGetProperty("customs[0].quantity", out _), problem.ToString());
        using var stranger = await Person.RegisterAsync(_system);
        using var notTheirs = await stranger.SendAsync(
            HttpMethod.Patch, $"/v1/shipments/{_number}", """{"reference":"X"}""", ("If-Match", "*"));
        Assert.Equal(HttpStatusCode.NotFound, notTheirs.StatusCode);
    }

    [Fact]
    public async Task A_hold_is_released_to_the_status_held()
    {
        await MoveAsync("PICKED_UP", "IN_TRANSIT");
        var held = await DecideAsync(_support, "hold", """{"reasonCode":"CUSTOMS_DOCUMENTS","note":"Invoice missing"}""");
        Assert.Equal(
            ("ON_HOLD", "IN_TRANSIT", true),
            (Text(held, "status"), Text(held, "heldStatus"), held.GetProperty("actionRequired").GetBoolean()));
        using var drivers = await _driver.PostAsync($"/v1/shipments/{_number}/release", "{}");
        Assert.Equal(HttpStatusCode.Forbidden, drivers.StatusCode);

        var released = await DecideAsync(_support, "release", "{}");

        Assert.Equal("IN_TRANSIT", Text(released, "status"));
        using var again = await _support.PostAsync($"/v1/shipments/{_number}/release", "{}");
        await BadRequestTests.ProblemAsync(again, HttpStatusCode.Conflict, "shipment.not_on_hold");
    }

    [Fact]
    public async Task An_owner_cancels_before_pick_up_without_saying_why()
    {
        using var answer = await _owner.SendAsync(HttpMethod.Post, $"/v1/shipments/{_number}/cancel");

        Assert.Equal("CANCELLED", Text(await ReadAsync(answer), "status"));
    }

    [Fact]
    public async Task A_redirect_goes_to_a_pick_up_point_of_the_country_and_settles_a_problem_with_the_address()
    {
        await MoveAsync("PICKED_UP", "OUT_FOR_DELIVERY");
        const string Kiosk = """{"address":{"line1":"18 Rue de Dunkerque","city":"Paris","postalCode":"75010","country":"FR"},"pickupPoint":"Kiosk at Gare du Nord"}""";
        using var tooLate = await _owner.PostAsync($"/v1/shipments/{_number}/redirect", Kiosk);
        await BadRequestTests.ProblemAsync(tooLate, HttpStatusCode.Conflict, "shipment.not_redirectable");
        using var attempt = await _driver.PostAsync(
            $"/v1/shipments/{_number}/status", """{"status":"DELIVERY_ATTEMPTED","reasonCode":"ADDRESS_PROBLEM"}""");
        Assert.True((await ReadAsync(attempt)).GetProperty("actionRequired").GetBoolean());
        using var abroad = await _owner.PostAsync(
            $"/v1/shipments/{_number}/redirect", Kiosk.Replace("\"FR\"", "\"BE\"", StringComparison.Ordinal));
        await BadRequestTests.ProblemAsync(abroad, HttpStatusCode.Conflict, "shipment.stays_in_the_country");

        var shipment = await DecideAsync(_owner, "redirect", Kiosk);

        Assert.Equal(("DELIVERY_ATTEMPTED", "Kiosk at Gare du Nord"), (Text(shipment, "status"), Text(shipment, "pickupPoint")));
        Assert.Equal("18 Rue de Dunkerque", Text(shipment.GetProperty("recipient").GetProperty("address"), "line1"));
        Assert.False(shipment.GetProperty("actionRequired").GetBoolean());
    }

    [Fact]
    public async Task On_its_way_a_shipment_turns_round_when_its_owner_says_so()
    {
        await _driver.MoveAsync(_number, "PICKED_UP");

        Assert.Equal("RETURNING", Text(await DecideAsync(_owner, "return", """{"reasonCode":"CUSTOMER_REQUEST"}"""), "status"));
    }

    [Fact]
    public async Task A_delivered_shipment_is_brought_back_by_another_one_and_by_one_only()
    {
        await MoveAsync("PICKED_UP", "OUT_FOR_DELIVERY", "DELIVERED");

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _owner.PostAsync($"/v1/shipments/{_number}/return", "{}")));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        var back = await ReadAsync(answers[0]);
        Assert.Single(answers.Select(answer => answer.Headers.Location?.ToString()).Distinct());
        var (sender, recipient) = (Text(back.GetProperty("sender"), "name"), Text(back.GetProperty("recipient"), "name"));
        Assert.Equal(
            (_number, "CREATED", "Camille Laurent", "Amina Haddad"), (Text(back, "returnOf"), Text(back, "status"), sender, recipient));
        Assert.Equal("DELIVERED", Text(await _owner.GetAsync($"/v1/shipments/{_number}"), "status"));
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Fact]
    public async Task A_return_whose_cancelling_was_a_mistake_brings_back_again_unless_another_does()
    {
        await MoveAsync("PICKED_UP", "OUT_FOR_DELIVERY", "DELIVERED");
        var one = Text(await DecideAsync(_owner, "return", "{}"), "trackingNumber");
        using var cancelled = await _owner.PostAsync($"/v1/shipments/{one}/cancel", "{}");
        var other = Text(await DecideAsync(_owner, "return", "{}"), "trackingNumber");
        Assert.NotEqual(one, other);
        var timeline = await Eventually.AssertAsync(
            _ => _owner.GetAsync($"/v1/tracking/{one}"), timeline => Text(timeline, "status") == "CANCELLED");
        var correction = $$"""{"eventId":"{{Text(timeline.GetProperty("events")[1], "eventId")}}"}""";

        using var refused = await _support.PostAsync($"/v1/shipments/{one}/corrections", correction);
        await BadRequestTests.ProblemAsync(refused, HttpStatusCode.Conflict, "shipment.returned_by_another");
        using var cancelledToo = await _owner.PostAsync($"/v1/shipments/{other}/cancel", "{}");
        using var corrected = await _support.PostAsync($"/v1/shipments/{one}/corrections", correction);

        var back = await ReadAsync(corrected);
        Assert.Equal(("CREATED", _number), (Text(back, "status"), Text(back, "returnOf")));
    }

    [Fact]
    public async Task A_mistaken_delivery_is_corrected_by_the_desk_and_the_timeline_says_so()
    {
        await MoveAsync("PICKED_UP", "OUT_FOR_DELIVERY", "DELIVERED");
        var timeline = await Eventually.AssertAsync(
            _ => _owner.GetAsync($"/v1/tracking/{_number}"), timeline => Text(timeline, "status") == "DELIVERED");
        var delivered = Text(timeline.GetProperty("events")[3], "eventId");
        var correction = $$"""{"eventId":"{{delivered}}","note":"The neighbour's parcel"}""";
        using var drivers = await _driver.PostAsync($"/v1/shipments/{_number}/corrections", correction);
        Assert.Equal(HttpStatusCode.Forbidden, drivers.StatusCode);

        var shipment = await DecideAsync(_support, "corrections", correction);

        Assert.Equal("OUT_FOR_DELIVERY", Text(shipment, "status"));
        await Eventually.AssertAsync(
            _ => _owner.GetAsync($"/v1/tracking/{_number}"), timeline => Text(timeline, "status") == "OUT_FOR_DELIVERY");
        using var again = await _support.PostAsync($"/v1/shipments/{_number}/corrections", correction);
        await BadRequestTests.ProblemAsync(again, HttpStatusCode.Conflict, "shipment.already_corrected");
    }

    [Fact]
    public async Task A_command_that_is_repeated_with_its_key_takes_effect_once()
    {
        await _driver.MoveAsync(_number, "PICKED_UP");

        var first = await DecideAsync(_support, "hold", "{}", ("Idempotency-Key", $"hold-{_number}"));
        var second = await DecideAsync(_support, "hold", "{}", ("Idempotency-Key", $"hold-{_number}"));

        Assert.Equal(first.ToString(), second.ToString());
    }

    private async Task MoveAsync(params string[] statuses)
    {
        foreach (var status in statuses)
        {
            await _driver.MoveAsync(_number, status);
        }
    }

    private async Task<JsonElement> DecideAsync(Person person, string verb, string body, params (string Name, string Value)[] headers)
    {
        using var answer = await person.PostAsync($"/v1/shipments/{_number}/{verb}", body, headers);
        return await ReadAsync(answer);
    }

    private async Task<JsonElement> PatchAsync(string version, string body)
    {
        using var answer = await TryPatchAsync(version, body);
        return await ReadAsync(answer);
    }

    private Task<HttpResponseMessage> TryPatchAsync(string? version, string body) =>
        _owner.SendAsync(HttpMethod.Patch, $"/v1/shipments/{_number}", body, version is null ? [] : [("If-Match", $"\"{version}\"")]);

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Token));
        return await answer.Content.ReadFromJsonAsync<JsonElement>(Token);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
