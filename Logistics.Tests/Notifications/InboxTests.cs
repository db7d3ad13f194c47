using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Notifications;

/// <summary>The messages in the app, through the public API of the running system.</summary>
public sealed class InboxTests(SystemFixture fixture)
{
    private const string Path = "/v1/me/notifications";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_are_unread_until_they_are_marked_and_can_be_marked_unread_again()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var merchant = await Person.RegisterAsync(system);
        using var other = await Person.RegisterAsync(system);
        await merchant.CreateShipmentAsync();
        await merchant.CreateShipmentAsync();
        await merchant.CreateShipmentAsync();
        var ids = await UnreadAsync(merchant, 3);
        Assert.Equal(3, (await merchant.GetAsync(Path + "/unread")).GetProperty("count").GetInt32());

        Assert.Equal(2, await MarkAsync(merchant, $"/{ids[1]}/read"));
        Assert.Equal(2, await MarkAsync(merchant, $"/{ids[1]}/read"));
        Assert.Equal([ids[0], ids[2]], await UnreadAsync(merchant, 2));
        Assert.Equal(3, await MarkAsync(merchant, $"/{ids[1]}/unread"));
        Assert.Equal(1, await MarkAsync(merchant, $"/read?until={ids[1]}"));
        Assert.Equal([ids[0]], await UnreadAsync(merchant, 1));
        Assert.Equal(0, await MarkAsync(merchant, "/read"));

        string[] paths = [$"/{ids[0]}/read", $"/{ids[0]}/unread", $"/read?until={ids[0]}", "/nonsense/read", "/read?until=nonsense"];
        foreach (var path in paths)
        {
            using var refused = await other.PostAsync(Path + path, "");
            await BadRequestTests.ProblemAsync(refused, HttpStatusCode.NotFound, "message.not_found");
        }
    }

    [Fact]
    public async Task New_messages_and_what_another_device_reads_come_live_and_nobody_elses()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var merchant = await Person.RegisterAsync(system);
        using var other = await Person.RegisterAsync(system);
        await merchant.CreateShipmentAsync();
        var first = (await UnreadAsync(merchant, 1))[0];
        await using var stream = await EventReader.OpenPathAsync(merchant.Client, Path + "/stream");
        await using var others = await EventReader.OpenPathAsync(other.Client, Path + "/stream");
        Assert.Equal(("snapshot", 1, $"{first} unread"), Tell(await stream.NextAsync()));
        Assert.Equal(("snapshot", 0, ""), Tell(await others.NextAsync()));

        await MarkAsync(merchant, $"/{first}/read");
        Assert.Equal(("changes", 0, $"{first} read"), Tell(await stream.NextAsync()));
        await merchant.CreateShipmentAsync();
        var news = await stream.NextAsync();
        var second = (await UnreadAsync(merchant, 1))[0];
        Assert.Equal(("changes", 1, $"{second} unread"), Tell(news));

        await other.CreateShipmentAsync();
        Assert.Equal(("changes", 1, $"{(await UnreadAsync(other, 1))[0]} unread"), Tell(await others.NextAsync()));
    }

    [Fact]
    public async Task Who_comes_back_is_told_what_changed_once_as_it_is()
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var merchant = await Person.RegisterAsync(system);
        string last;
        await using (var stream = await EventReader.OpenPathAsync(merchant.Client, Path + "/stream"))
        {
            last = (await stream.NextAsync()).Id;
        }

        await merchant.CreateShipmentAsync();
        var first = (await UnreadAsync(merchant, 1))[0];
        await merchant.CreateShipmentAsync();
        var second = (await UnreadAsync(merchant, 2))[0];
        await MarkAsync(merchant, $"/{first}/read");

        await using var resumed = await EventReader.OpenPathAsync(merchant.Client, Path + "/stream", last);
        var missed = await resumed.NextAsync();
        Assert.Equal(("changes", 1, $"{second} unread, {first} read"), Tell(missed));
        await using var again = await EventReader.OpenPathAsync(merchant.Client, Path + "/stream", missed.Id);
        Assert.Equal(("changes", 1, ""), Tell(await again.NextAsync()));
    }

    [Theory]
    [InlineData("18000000000000000000:18000000000000000000:")]
    [InlineData("yesterday")]
    public async Task An_id_that_cannot_be_is_answered_by_a_snapshot(string last)
    {
        var system = await fixture.StartedAsync(Cancelled);
        using var merchant = await Person.RegisterAsync(system);
        await using var stream = await EventReader.OpenPathAsync(merchant.Client, Path + "/stream", last);

        Assert.Equal("snapshot", (await stream.NextAsync()).Name);
    }

    /// <summary>The ids of the unread messages, the newest first, once there are so many.</summary>
    private static async Task<List<string>> UnreadAsync(Person person, int count) => await Eventually.AssertAsync(
        async _ => (await person.GetAsync(Path + "?unread=true")).GetProperty("items").EnumerateArray()
            .Select(item => item.GetProperty("id").GetString()!).ToList(),
        ids => ids.Count == count);

    private static async Task<int> MarkAsync(Person person, string what)
    {
        using var answer = await person.PostAsync(Path + what, "");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancelled)).GetProperty("count").GetInt32();
    }

    private static (string, int, string) Tell((string Name, string Id, JsonElement Data) @event) => (
        @event.Name,
        @event.Data.GetProperty("unread").GetInt32(),
        string.Join(", ", @event.Data.GetProperty("items").EnumerateArray().Select(
            item => $"{item.GetProperty("id").GetString()} {(item.TryGetProperty("readAt", out _) ? "read" : "unread")}")));
}
