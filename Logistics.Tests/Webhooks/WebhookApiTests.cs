using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Webhooks;

/// <summary>A merchant's way through the public API of the running system.</summary>
public sealed class WebhookApiTests(SystemFixture fixture)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_merchant_is_told_of_the_own_shipments()
    {
        var system = await fixture.StartedAsync(Token);
        await using var server = await HookServer.StartAsync();
        using var merchant = await Person.RegisterAsync(system);
        using var other = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        var made = await MadeAsync(merchant, $$"""{"url":"{{server.Url}}hooks","events":["shipment.created","shipment.picked_up"]}""");
        var webhook = $"/v1/me/webhooks/{made.GetProperty("id").GetString()}";

        await other.CreateShipmentAsync();
        var number = await merchant.CreateShipmentAsync();
        await driver.MoveAsync(number, "PICKED_UP");
        await driver.MoveAsync(number, "IN_TRANSIT");

        await Eventually.AssertAsync(() => server.Requests.Count >= 2);
        var types = server.Requests.Select(request => JsonSerializer.Deserialize<JsonElement>(request.Body))
            .Select(body => (body.GetProperty("type").GetString(), body.GetProperty("data").GetProperty("trackingNumber").GetString()));
        Assert.Equal([("shipment.created", number), ("shipment.picked_up", number)], types.Order());
        Assert.All(server.Requests, request => Assert.True(request.IsSignedWith(made.GetProperty("secret").GetString()!)));

        var log = await Eventually.AssertAsync(
            _ => merchant.GetAsync(webhook + "/deliveries?state=DELIVERED"), page => page.GetProperty("items").GetArrayLength() == 2);
        var first = log.GetProperty("items")[1].GetProperty("eventId").GetString();
        var delivery = await merchant.GetAsync($"{webhook}/deliveries/{first}");
        Assert.Equal("shipment.created", delivery.GetProperty("payload").GetProperty("type").GetString());
        Assert.Equal(204, delivery.GetProperty("attempts")[0].GetProperty("status").GetInt32());
        using var replayed = await merchant.PostAsync($"{webhook}/deliveries/{first}/replay", "{}");
        Assert.Equal(HttpStatusCode.Accepted, replayed.StatusCode);
        await Eventually.AssertAsync(() => server.Requests.Count(request => request.Id == first) == 2);
    }

    [Fact]
    public async Task A_webhook_is_changed_tested_and_deleted()
    {
        var system = await fixture.StartedAsync(Token);
        await using var server = await HookServer.StartAsync();
        using var merchant = await Person.RegisterAsync(system);
        var made = await MadeAsync(merchant, """{"url":"https://shop.invalid/hooks"}""");
        var webhook = $"/v1/me/webhooks/{made.GetProperty("id").GetString()}";

        using var moved = await merchant.SendAsync(
            HttpMethod.Patch, webhook, $$"""{"url":"{{server.Url}}new","events":["shipment.delivered"]}""");
        using var tested = await merchant.PostAsync(webhook + "/test", "{}");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Accepted), (moved.StatusCode, tested.StatusCode));
        await Eventually.AssertAsync(() => server.Requests.Any(request => request.Path == "/new"));

        using var disabled = await merchant.SendAsync(HttpMethod.Patch, webhook, """{"enabled":false}""");
        using var refused = await merchant.PostAsync(webhook + "/test", "{}");
        await BadRequestTests.ProblemAsync(refused, HttpStatusCode.Conflict, "webhook.disabled");
        var changed = await merchant.GetAsync(webhook);
        Assert.Equal(
            (false, "shipment.delivered"), (changed.GetProperty("enabled").GetBoolean(), changed.GetProperty("events")[0].GetString()));
        Assert.False(changed.TryGetProperty("secret", out _));

        using var deleted = await merchant.SendAsync(HttpMethod.Delete, webhook);
        using var gone = await merchant.SendAsync(HttpMethod.Get, webhook);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await BadRequestTests.ProblemAsync(gone, HttpStatusCode.NotFound, "webhook.not_found");
    }

    [Fact]
    public async Task The_secrets_do_not_lie_in_the_database_as_they_are()
    {
        var system = await fixture.StartedAsync(Token);
        using var merchant = await Person.RegisterAsync(system);
        var made = await MadeAsync(merchant, """{"url":"https://shop.invalid/hooks"}""");
        var key = Convert.FromBase64String(made.GetProperty("secret").GetString()!["whsec_".Length..]);
        await using var database = Npgsql.NpgsqlDataSource.Create(await system.ConnectionStringAsync("trackingdb", Token));
        await using var command = database.CreateCommand("SELECT secret FROM webhooks WHERE id = $1");
        command.Parameters.AddWithValue(made.GetProperty("id").GetGuid());

        var stored = (byte[])(await command.ExecuteScalarAsync(Token))!; // not null: it was just made

        Assert.Equal(-1, stored.AsSpan().IndexOf(key));
    }

    private static async Task<JsonElement> MadeAsync(Person merchant, string body)
    {
        using var response = await merchant.PostAsync("/v1/me/webhooks", body);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.Content.ReadFromJsonAsync<JsonElement>(Token);
    }
}
