using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>The public API of the running system, as its users meet it.</summary>
public sealed class PublicApiTests(SystemFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_shipments_ETag_guards_it_against_changes_that_one_has_not_seen()
    {
        var system = await fixture.StartedAsync(Token);
        using var customer = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        var number = await customer.CreateShipmentAsync();
        using var read = await driver.Client.GetAsync($"/v1/shipments/{number}", Token);
        Assert.Equal("\"1\"", read.Headers.ETag!.Tag);

        using var moved = await driver.PostAsync($"/v1/shipments/{number}/status", """{"status":"PICKED_UP"}""", ("If-Match", "\"1\""));
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        Assert.Equal("\"2\"", moved.Headers.ETag!.Tag);

        using var stale = await driver.PostAsync($"/v1/shipments/{number}/status", """{"status":"IN_TRANSIT"}""", ("If-Match", "\"1\""));
        await BadRequestTests.ProblemAsync(stale, HttpStatusCode.PreconditionFailed, "shipment.stale_version");
    }

    [Fact]
    public async Task Of_several_ETags_one_must_be_the_shipments_and_weak_or_foreign_ones_are_not()
    {
        var system = await fixture.StartedAsync(Token);
        using var customer = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        var path = $"/v1/shipments/{await customer.CreateShipmentAsync()}/status";

        foreach (var none in (string[])["\"zero\"", "\"01\"", "W/\"1\"", "\"7\", \"zero\""])
        {
            using var refused = await driver.PostAsync(path, """{"status":"PICKED_UP"}""", ("If-Match", none));
            await BadRequestTests.ProblemAsync(refused, HttpStatusCode.PreconditionFailed, "shipment.stale_version");
        }

        using var moved = await driver.PostAsync(path, """{"status":"PICKED_UP"}""", ("If-Match", "\"zero\", \"1\""));
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
    }

    [Fact]
    public async Task An_illegal_transition_is_answered_with_what_is_allowed()
    {
        var system = await fixture.StartedAsync(Token);
        using var customer = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        var number = await customer.CreateShipmentAsync();

        using var response = await driver.PostAsync($"/v1/shipments/{number}/status", """{"status":"DELIVERED"}""");

        var problem = await BadRequestTests.ProblemAsync(response, HttpStatusCode.Conflict, "shipment.transition_not_allowed");
        Assert.Equal(
            ["ARRIVED_AT_WAREHOUSE", "CANCELLED", "ON_HOLD", "PICKED_UP", "PICKUP_SCHEDULED"],
            problem.GetProperty("allowed").EnumerateArray().Select(status => status.GetString()).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Someone_elses_shipment_is_not_there()
    {
        var system = await fixture.StartedAsync(Token);
        using var owner = await Person.RegisterAsync(system);
        using var stranger = await Person.RegisterAsync(system);
        var number = await owner.CreateShipmentAsync();

        using var read = await stranger.Client.GetAsync($"/v1/shipments/{number}", Token);
        using var changed = await stranger.PostAsync($"/v1/shipments/{number}/status", """{"status":"CANCELLED"}""");

        await BadRequestTests.ProblemAsync(read, HttpStatusCode.NotFound, "shipment.not_found");
        await BadRequestTests.ProblemAsync(changed, HttpStatusCode.NotFound, "shipment.not_found");
    }

    [Fact]
    public async Task What_the_services_rules_refuse_is_named_by_field_and_nothing_is_written()
    {
        using var customer = await Person.RegisterAsync(await fixture.StartedAsync(Token));
        using var response = await customer.PostAsync(
            "/v1/shipments", """{"sender":{"name":"A"},"parcels":[{"weightGrams":-1,"value":{"currency":"EUR","amount":1.001}},null]}""");

        var problem = await BadRequestTests.ProblemAsync(response, HttpStatusCode.BadRequest, "validation.failed");
        Assert.True(problem.GetProperty("errors").TryGetProperty("parcels[0].weightGrams", out _), problem.ToString());
        Assert.True(problem.GetProperty("errors").TryGetProperty("parcels[0].value.amount", out _), problem.ToString());
        Assert.True(problem.GetProperty("errors").EnumerateObject().Count() > 2, problem.ToString());
        Assert.Empty((await customer.GetAsync("/v1/shipments")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_list_is_read_page_by_page_newest_first()
    {
        using var customer = await Person.RegisterAsync(await fixture.StartedAsync(Token));
        var created = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            created.Add(await customer.CreateShipmentAsync());
        }

        var read = new List<string>();
        string? cursor = null;
        do
        {
            var page = await customer.GetAsync(
                $"/v1/shipments?limit=2&status=CREATED{(cursor is null ? "" : "&cursor=" + Uri.EscapeDataString(cursor))}");
            Assert.InRange(page.GetProperty("items").GetArrayLength(), 1, 2);
            read.AddRange(page.GetProperty("items").EnumerateArray().Select(Person.NumberOf));
            cursor = page.GetProperty("nextCursor").GetString();
        }
        while (cursor is not null);

        created.Reverse();
        Assert.Equal(created, read);
        Assert.Empty((await customer.GetAsync("/v1/shipments?status=DELIVERED")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Unknown_and_malformed_tracking_numbers_are_answered_alike()
    {
        var system = await fixture.StartedAsync(Token);
        using var unknown = await system.Gateway.GetAsync("/v1/tracking/PKG000000000000W", Token);
        using var malformed = await system.Gateway.GetAsync("/v1/tracking/nonsense", Token);

        var first = await BadRequestTests.ProblemAsync(unknown, HttpStatusCode.NotFound, "tracking.not_found");
        var second = await BadRequestTests.ProblemAsync(malformed, HttpStatusCode.NotFound, "tracking.not_found");
        Assert.Equal(first.GetProperty("detail").GetString(), second.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task The_live_stream_shows_each_step_within_a_second_and_resumes_where_it_broke()
    {
        var system = await fixture.StartedAsync(Token);
        using var customer = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        var number = await customer.CreateShipmentAsync();
        await Eventually.AssertAsync(async token => (await system.Gateway.GetAsync($"/v1/tracking/{number}", token)).IsSuccessStatusCode);

        var delays = new List<TimeSpan>();
        await using (var stream = await EventReader.OpenAsync(system.Gateway, number))
        {
            var snapshot = await stream.NextAsync();
            Assert.Equal(("snapshot", "1"), (snapshot.Name, snapshot.Id));
            Assert.Equal("Algiers", snapshot.Data.GetProperty("origin").GetProperty("city").GetString());

            var sequence = 1;
            foreach (var status in new[] { "PICKED_UP", "IN_TRANSIT", "ARRIVED_AT_WAREHOUSE" })
            {
                await driver.MoveAsync(number, status);
                var committed = Stopwatch.GetTimestamp();
                var step = await stream.NextStepAsync();
                delays.Add(Stopwatch.GetElapsedTime(committed));
                Assert.Equal(("tracking", $"{++sequence}", status), (step.Name, step.Id, step.Data.GetProperty("status").GetString()));
            }
        }

        await driver.MoveAsync(number, "OUT_FOR_DELIVERY");
        await using var resumed = await EventReader.OpenAsync(system.Gateway, number, lastEventId: "4");
        var missed = await resumed.NextStepAsync();
        Assert.Equal(("tracking", "5"), (missed.Name, missed.Id));
        await driver.MoveAsync(number, "DELIVERED");
        Assert.Equal("6", (await resumed.NextStepAsync()).Id);
        Assert.True(delays.Min() < TimeSpan.FromSeconds(1), string.Join(", ", delays));

        var timeline = await system.Gateway.GetFromJsonAsync<JsonElement>($"/v1/tracking/{number}", Token);
        Assert.Equal(
            [1, 2, 3, 4, 5, 6], timeline.GetProperty("events").EnumerateArray().Select(step => step.GetProperty("sequence").GetInt32()));
        Assert.All(timeline.GetProperty("events").EnumerateArray(), step => Assert.Equal(number, Person.NumberOf(step)));
    }

    [Fact]
    public async Task People_are_told_and_the_development_mailbox_shows_what()
    {
        var system = await fixture.StartedAsync(Token);
        using var customer = await Person.RegisterAsync(system);
        await customer.ConfirmAsync(system);
        using var driver = await Person.DriverAsync(system);
        var email = (await customer.GetAsync("/v1/me")).GetProperty("email").GetString()!;
        using var created = await customer.PostAsync(
            "/v1/shipments", Person.GoodShipment.Replace("amina@example.com", email, StringComparison.Ordinal));
        var number = Person.NumberOf(await created.Content.ReadFromJsonAsync<JsonElement>(Token));
        await driver.MoveAsync(number, "PICKED_UP");

        var mails = await Eventually.AssertAsync(
            _ => customer.GetAsync($"/v1/dev/mails?to={Uri.EscapeDataString(email)}"),
            page => page.GetProperty("items").EnumerateArray()
                .Any(mail => mail.GetProperty("subject").GetString()!.Contains("📦", StringComparison.Ordinal)));
        var id = mails.GetProperty("items")[0].GetProperty("id").GetString();
        Assert.Contains(number, (await customer.GetAsync($"/v1/dev/mails/{id}")).GetProperty("text").GetString(), StringComparison.Ordinal);
        using var raw = await customer.Client.GetAsync($"/v1/dev/mails/{id}/raw", Token);
        Assert.Equal("message/rfc822", raw.Content.Headers.ContentType?.MediaType);
        var notifications = await customer.GetAsync($"/v1/me/notifications?trackingNumber={number}");
        Assert.NotEmpty(notifications.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task Health_is_good_and_names_every_service()
    {
        var system = await fixture.StartedAsync(Token);

        var health = await Eventually.AssertAsync(
            token => system.Gateway.GetFromJsonAsync<JsonElement>("/v1/health", token), health => health.GetProperty("status")
                .GetString() == "Healthy");

        Assert.Equal(5, health.GetProperty("services").EnumerateObject().Count());
    }
}
