using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Gateway;

/// <summary>What the door says and does while something behind it is away.</summary>
[Collection(SystemFixture.Disruptive)]
public sealed class OutageTests(SystemFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_the_cache_a_key_still_makes_one_shipment()
    {
        var system = await fixture.StartedAsync(Token);
        using var customer = await Person.RegisterAsync(system);
        await system.StopAsync("cache", Token);
        try
        {
            using var first = await customer.PostAsync("/v1/shipments", Person.GoodShipment, ("Idempotency-Key", "k1"));
            using var again = await customer.PostAsync("/v1/shipments", Person.GoodShipment, ("Idempotency-Key", "k1"));

            Assert.Equal(HttpStatusCode.Created, first.StatusCode);
            Assert.Equal(HttpStatusCode.Created, again.StatusCode);
            Assert.Equal(first.Headers.Location, again.Headers.Location);
            var health = await Eventually.AssertAsync(
                async token => await (await system.Gateway.GetAsync("/v1/health", token)).Content.ReadFromJsonAsync<JsonElement>(token),
                health => health.GetProperty("status").GetString() == "Unhealthy");
            Assert.Equal("Unhealthy", health.GetProperty("services").GetProperty("gateway").GetProperty("status").GetString());
        }
        finally
        {
            await system.StartAsync("cache", Token);
        }

        await Eventually.AssertAsync(
            async token => (await system.Gateway.GetAsync("/v1/health", token)).IsSuccessStatusCode, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_stream_whose_gateway_is_killed_goes_on_where_it_broke_off()
    {
        var system = await fixture.StartedAsync(Token);
        using var customer = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        var number = await customer.CreateShipmentAsync();
        await StandsAsync(1);
        await using var broken = await EventReader.OpenAsync(system.Gateway, number);
        Assert.Equal("snapshot", (await broken.NextAsync()).Name);
        await driver.MoveAsync(number, "PICKED_UP");
        var (sequence, id) = await NextAsync(broken);
        Assert.Equal((2, "2"), (sequence, id));

        var killed = system.Kill("gateway");
        await Assert.ThrowsAnyAsync<IOException>(() => NextAsync(broken));
        await system.HealthyAgainAsync("gateway", killed, Token);
        await driver.MoveAsync(number, "IN_TRANSIT"); // while nobody watches
        await StandsAsync(3);
        await using var resumed = await EventReader.OpenAsync(system.Gateway, number, id);
        Assert.Equal((3, "3"), await NextAsync(resumed));
        await driver.MoveAsync(number, "OUT_FOR_DELIVERY");
        Assert.Equal((4, "4"), await NextAsync(resumed));

        Task StandsAsync(int sequence) =>
            Eventually.AssertAsync(
                _ => customer.GetAsync($"/v1/tracking/{number}"), timeline => timeline.GetProperty("events").GetArrayLength() == sequence);

        // An estimate has no place in the order.
        static async Task<(int Sequence, string Id)> NextAsync(EventReader stream)
        {
            var next = await stream.NextStepAsync();
            return (next.Data.GetProperty("sequence").GetInt32(), next.Id);
        }
    }

    [Fact]
    public async Task Without_the_database_requests_are_503_until_it_is_back()
    {
        var system = await fixture.StartedAsync(Token);
        using var customer = await Person.RegisterAsync(system);
        var number = await customer.CreateShipmentAsync();
        await system.StopAsync("postgres", Token);
        try
        {
            using var write = await customer.PostAsync("/v1/shipments", Person.GoodShipment);
            await BadRequestTests.ProblemAsync(write, HttpStatusCode.ServiceUnavailable, "dependency.unavailable");
            Assert.NotNull(write.Headers.RetryAfter);
            using var read = await customer.SendAsync(HttpMethod.Get, $"/v1/shipments/{number}");
            await BadRequestTests.ProblemAsync(read, HttpStatusCode.ServiceUnavailable, "dependency.unavailable");
            await Eventually.AssertAsync(
                async token => await (await system.Gateway.GetAsync("/v1/health", token)).Content.ReadFromJsonAsync<JsonElement>(token),
                health => health.GetProperty("services").GetProperty("shipments").GetProperty("status").GetString() == "Unhealthy");
        }
        finally
        {
            await system.StartAsync("postgres", Token);
        }

        await Eventually.AssertAsync(async _ =>
        {
            using var write = await customer.PostAsync("/v1/shipments", Person.GoodShipment);
            return write.StatusCode == HttpStatusCode.Created;
        });
        await Eventually.AssertAsync(
            async token => (await system.Gateway.GetAsync("/v1/health", token)).IsSuccessStatusCode, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Without_Shipments_writes_are_503_and_timelines_are_still_read()
    {
        var system = await fixture.StartedAsync(Token);
        using var customer = await Person.RegisterAsync(system);
        var number = await customer.CreateShipmentAsync();
        await Eventually.AssertAsync(async token => (await system.Gateway.GetAsync($"/v1/tracking/{number}", token)).IsSuccessStatusCode);
        await system.StopAsync("shipments", Token);
        try
        {
            using var write = await customer.PostAsync("/v1/shipments", Person.GoodShipment);
            await BadRequestTests.ProblemAsync(write, HttpStatusCode.ServiceUnavailable, "dependency.unavailable");
            Assert.NotNull(write.Headers.RetryAfter);
            using var read = await system.Gateway.GetAsync($"/v1/tracking/{number}", Token);
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }
        finally
        {
            await system.StartAsync("shipments", Token);
            await system.HealthyAsync("shipments", Token);
        }

        await Eventually.AssertAsync(
            async token => (await customer.PostAsync("/v1/shipments", Person.GoodShipment)).IsSuccessStatusCode, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_live_stream_outlives_a_kill_of_Tracking()
    {
        var system = await fixture.StartedAsync(Token);
        using var customer = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        var number = await customer.CreateShipmentAsync();
        await Eventually.AssertAsync(async token => (await system.Gateway.GetAsync($"/v1/tracking/{number}", token)).IsSuccessStatusCode);
        await using var stream = await EventReader.OpenAsync(system.Gateway, number);
        await stream.NextAsync();

        var killed = system.Kill("tracking");
        await driver.MoveAsync(number, "PICKED_UP");
        await system.HealthyAgainAsync("tracking", killed, Token);
        await driver.MoveAsync(number, "IN_TRANSIT");

        Assert.Equal("2", (await stream.NextStepAsync()).Id);
        Assert.Equal("3", (await stream.NextStepAsync()).Id);
    }
}
