using System.Net;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Xunit;

namespace Logistics.Tests.Tracking;

/// <summary>All of an account's parcels on one stream, through the public API of the running system.</summary>
public sealed class AccountStreamTests(SystemFixture fixture)
{
    private const string Path = "/v1/shipments/stream";

    [Fact]
    public async Task An_account_sees_its_parcels_as_they_stand_then_each_event_and_nobody_elses()
    {
        var system = await fixture.StartedAsync(TestContext.Current.CancellationToken);
        using var merchant = await Person.RegisterAsync(system);
        using var other = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        var before = await OnTimelineAsync(merchant);
        await using var stream = await EventReader.OpenPathAsync(merchant.Client, Path);
        await using var others = await EventReader.OpenPathAsync(other.Client, Path);

        var snapshot = await stream.NextAsync();
        Assert.Equal("snapshot", snapshot.Name);
        Assert.Equal(
            [before], snapshot.Data.GetProperty("shipments").EnumerateArray().Select(one => one.GetProperty("trackingNumber").GetString()));
        Assert.Empty((await others.NextAsync()).Data.GetProperty("shipments").EnumerateArray());

        var fresh = await merchant.CreateShipmentAsync();
        await driver.MoveAsync(before, "PICKED_UP");
        Assert.Equal([(fresh, "CREATED"), (before, "PICKED_UP")], await EventsAsync(stream, 2));
        var own = await other.CreateShipmentAsync();
        Assert.Equal([(own, "CREATED")], await EventsAsync(others, 1));
    }

    [Fact]
    public async Task The_staff_sees_everyones()
    {
        var system = await fixture.StartedAsync(TestContext.Current.CancellationToken);
        using var merchant = await Person.RegisterAsync(system);
        using var support = await Person.SupportAsync(system);
        await using var stream = await EventReader.OpenPathAsync(support.Client, Path);
        Assert.Equal("snapshot", (await stream.NextAsync()).Name);

        var number = await merchant.CreateShipmentAsync();

        while ((await EventsAsync(stream, 1))[0] != (number, "CREATED"))
        {
            // Other tests' parcels: the staff sees them, too.
        }
    }

    [Fact]
    public async Task Who_comes_back_gets_what_was_missed_once_each_also_after_much_else_happened()
    {
        var system = await fixture.StartedAsync(TestContext.Current.CancellationToken);
        using var merchant = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        var number = await OnTimelineAsync(merchant);
        string last;
        await using (var stream = await EventReader.OpenPathAsync(merchant.Client, Path))
        {
            last = (await stream.NextAsync()).Id;
        }

        await driver.MoveAsync(number, "PICKED_UP");
        await driver.MoveAsync(number, "IN_TRANSIT");
        await using var resumed = await EventReader.OpenPathAsync(merchant.Client, Path, last);
        await driver.MoveAsync(number, "OUT_FOR_DELIVERY");

        Assert.Equal([(number, "PICKED_UP"), (number, "IN_TRANSIT"), (number, "OUT_FOR_DELIVERY")], await EventsAsync(resumed, 3));
    }

    [Theory]
    [InlineData("9223372036854775807")]
    [InlineData("yesterday")]
    public async Task An_id_that_cannot_be_is_answered_by_a_snapshot(string last)
    {
        var system = await fixture.StartedAsync(TestContext.Current.CancellationToken);
        using var merchant = await Person.RegisterAsync(system);
        await using var stream = await EventReader.OpenPathAsync(merchant.Client, Path, last);

        Assert.Equal("snapshot", (await stream.NextAsync()).Name);
    }

    private static async Task<string> OnTimelineAsync(Person merchant)
    {
        var number = await merchant.CreateShipmentAsync();
        await Eventually.AssertAsync(async token =>
        {
            using var answer = await merchant.Client.GetAsync($"/v1/tracking/{number}", token);
            return answer.StatusCode == HttpStatusCode.OK;
        });
        return number;
    }

    private static async Task<List<(string?, string?)>> EventsAsync(EventReader stream, int count)
    {
        var events = new List<(string?, string?)>();
        while (events.Count < count)
        {
            var (name, _, data) = await stream.NextStepAsync();
            Assert.Equal("tracking", name);
            events.Add((data.GetProperty("trackingNumber").GetString(), data.GetProperty("status").GetString()));
        }

        return events;
    }
}
