using System.Net;
using System.Text.Json;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Messaging.Support;
using RabbitMQ.Client;
using Xunit;

namespace Logistics.Tests.People;

/// <summary>What the people who look after the system do about messages that no service can handle, over the public API.</summary>
public sealed class DeadLetterApiTests(SystemFixture fixture)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_nobody_can_read_is_found_read_replayed_and_given_up()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var support = await Person.SupportAsync(system);
        var subject = await SendNonsenseAsync(system, "tracking.timeline");
        var open = $"/v1/admin/dead-letters?queue=tracking.timeline&reason=unreadable&subject={subject}";
        var id = (await OneAsync(support, open)).GetProperty("id").GetString()!;

        using var replayed = await support.PostAsync("/v1/admin/dead-letters/replay", $$"""{"ids":["{{id}}"]}""");
        Assert.Equal(id, (await GatewayHost.ReadAsync(replayed)).GetProperty("ids")[0].GetString());
        var again = (await OneAsync(support, open)).GetProperty("id").GetString()!; // it is no better than before
        using var discarded = await support.PostAsync(
            "/v1/admin/dead-letters/discard", $$$"""{"filter":{"queue":"tracking.timeline","subject":"{{{subject}}}"}}""");
        Assert.Equal(again, (await GatewayHost.ReadAsync(discarded)).GetProperty("ids")[0].GetString());

        Assert.StartsWith("tracking.", id, StringComparison.Ordinal);
        var first = await support.GetAsync($"/v1/admin/dead-letters/{id}");
        Assert.Equal(
            ("REPLAYED", "base64:bm90IGFuIGV2ZW50"), (first.GetProperty("state").GetString(), first.GetProperty("payload").GetString()));
        var decision = Assert.Single(first.GetProperty("history").EnumerateArray());
        Assert.Equal(
            ("REPLAYED", await support.IdAsync()),
            (decision.GetProperty("action").GetString(), decision.GetProperty("actorId").GetString()));
        Assert.Empty((await support.GetAsync(open)).GetProperty("items").EnumerateArray());
        Assert.Equal(2, (await support.GetAsync($"{open}&state=ANY")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Pages_of_all_services_follow_each_other_in_one_order()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var admin = await Person.AdminAsync(system);
        var subject = await SendNonsenseAsync(system, "tracking.timeline", "notifications.people", "identity.devices");
        var path = $"/v1/admin/dead-letters?subject={subject}";
        await Eventually.AssertAsync(async _ => (await admin.GetAsync(path)).GetProperty("items").GetArrayLength(), count => count == 3);

        var seen = new List<JsonElement>();
        for (var next = $"{path}&limit=1"; ;)
        {
            var page = await admin.GetAsync(next);
            seen.AddRange(page.GetProperty("items").EnumerateArray());
            if (page.GetProperty("nextCursor").GetString() is not { } cursor)
            {
                break;
            }

            next = $"{path}&limit=1&cursor={cursor}";
        }

        using var discarded = await admin.PostAsync("/v1/admin/dead-letters/discard", $$$"""{"filter":{"subject":"{{{subject}}}"}}""");
        Assert.Equal(
            ["identity.devices", "notifications.people", "tracking.timeline"],
            seen.Select(letter => letter.GetProperty("queue").GetString()!).Order());
        var deaths = seen.ConvertAll(letter => letter.GetProperty("diedAt").GetDateTimeOffset());
        Assert.Equal(deaths.OrderDescending(), deaths);
        Assert.Equal(3, (await GatewayHost.ReadAsync(discarded)).GetProperty("ids").GetArrayLength());
    }

    [Fact]
    public async Task The_queues_of_all_services_are_listed()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var support = await Person.SupportAsync(system);

        var queues = (await support.GetAsync("/v1/admin/queues")).GetProperty("items").EnumerateArray()
            .Select(queue => queue.GetProperty("name").GetString()).ToList();

        Assert.Superset(
            new HashSet<string?>
            {
                "identity.devices",
                "shipments.erasures",
                "tracking.timeline",
                "notifications.shipments",
                "notifications.email.high",
                "notifications.email.bulk",
            },
            queues.ToHashSet());
    }

    [Theory]
    [InlineData("""{}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"ids":[]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"ids":["tracking.x"],"filter":{}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"filter":{"queue":"no.such"},"limit":5000}""", HttpStatusCode.OK)]
    [InlineData("""{"filter":{"queue":"tracking.x"},"limit":5000}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"ids":["nobody.01975e60-0000-7000-8000-000000000001"]}""", HttpStatusCode.NotFound)]
    [InlineData("""{"ids":["tracking.01975e60-0000-7000-8000-000000000001"]}""", HttpStatusCode.OK)]
    public async Task What_is_to_be_replayed_must_be_said(string body, HttpStatusCode expected)
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var admin = await Person.AdminAsync(system);

        using var answer = await admin.PostAsync("/v1/admin/dead-letters/replay", body);

        Assert.Equal(expected, answer.StatusCode);
    }

    private static async Task<JsonElement> OneAsync(Person person, string path) => (await Eventually.AssertAsync(
        async _ => (await person.GetAsync(path)).GetProperty("items"), items => items.GetArrayLength() == 1))[0];

    /// <returns>What they are about.</returns>
    private static async Task<string> SendNonsenseAsync(RunningSystem system, params string[] queues)
    {
        var id = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        await using var wire = await RawQueue.ConnectAsync(await system.ConnectionStringAsync("messaging", Cancelled));
        foreach (var queue in queues)
        {
            var properties = new BasicProperties
            {
                MessageId = id.ToString(),
                Type = "shipment.created",
                Headers = new Dictionary<string, object?> { ["cloudEvents:subject"] = id.ToString() },
            };
            await wire.SendAsync(queue, properties, "not an event"u8.ToArray());
        }

        return id.ToString();
    }
}
