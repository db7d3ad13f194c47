using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Logistics.Contracts.Events;
using Logistics.Tests.Gateway;
using Logistics.Tests.Infrastructure;
using Npgsql;
using Xunit;

namespace Logistics.Tests.Tracking;

/// <summary>When a parcel should arrive, as people get to see it, through the running system.</summary>
public sealed class EstimateTests(SystemFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_promise_shows_at_first_then_what_was_observed_on_the_answer_the_stream_and_the_bus()
    {
        var system = await fixture.StartedAsync(Cancellation);
        var city = $"Paris {Guid.CreateVersion7():n}";
        await ObserveAsync(system, city);
        using var merchant = await Person.RegisterAsync(system);
        using var driver = await Person.DriverAsync(system);
        await using var events = await EventTap.OpenAsync(system, EtaChanged.Name, Cancellation);
        using var created = await merchant.PostAsync(
            "/v1/shipments", Person.GoodShipment.Replace("\"Paris\"", $"\"{city}\"", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var number = (await created.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("trackingNumber").GetString()!;
        var promised = await Eventually.AssertAsync(
            _ => merchant.GetAsync($"/v1/tracking/{number}"), tracking => tracking.TryGetProperty("estimatedDeliveryAt", out var _));
        Assert.Equal(
            promised.GetProperty("estimatedDeliveryAt").GetString(),
            promised.GetProperty("estimatedWindow").GetProperty("until").GetString());
        await using var stream = await EventReader.OpenAsync(merchant.Client, number);
        await stream.NextAsync();
        await using var account = await EventReader.OpenPathAsync(merchant.Client, "/v1/shipments/stream");
        var before = (await account.NextAsync()).Id;

        await driver.MoveAsync(number, "PICKED_UP");

        var (at, from, until) = Times(await EstimateAsync(stream));
        Assert.InRange((at - TimeProvider.System.GetUtcNow()).TotalHours, 4, 6);
        Assert.True(from <= at && at <= until);
        Assert.Equal((at, from, until), Times(await EstimateAsync(account)));
        var told = await Eventually.AssertAsync(
            _ => events.SoFarAsync(), all => all.Any(@event => @event.GetProperty("trackingNumber").GetString() == number));
        Assert.Equal(
            at,
            told.Single(@event => @event.GetProperty("trackingNumber").GetString() == number)
                .GetProperty("estimatedDeliveryAt")
                .GetDateTimeOffset());
        await Eventually.AssertAsync(_ => merchant.GetAsync($"/v1/tracking/{number}"), tracking => Times(tracking).At == at);

        await using var resumed = await EventReader.OpenPathAsync(merchant.Client, "/v1/shipments/stream", before);
        var (step, again) = (await resumed.NextAsync(), await resumed.NextAsync());
        Assert.Equal(("tracking", "estimate"), (step.Name, again.Name));
        Assert.True(
            long.Parse(again.Id, CultureInfo.InvariantCulture)
            >= long.Parse(step.Id, CultureInfo.InvariantCulture)); // other parcels' events count
        Assert.Equal((number, at), (again.Data.GetProperty("trackingNumber").GetString(), Times(again.Data).At));

        using var support = await Person.SupportAsync(system);
        await support.MoveAsync(number, "ON_HOLD");
        Assert.False((await EstimateAsync(stream)).TryGetProperty("estimatedDeliveryAt", out _));
        Assert.False((await EstimateAsync(account)).TryGetProperty("estimatedDeliveryAt", out _));
    }

    /// <summary>A hundred parcels that took five hours from their pick-up in Algiers.</summary>
    private static async Task ObserveAsync(RunningSystem system, string city)
    {
        await using var database = NpgsqlDataSource.Create(await system.ConnectionStringAsync("trackingdb", Cancellation));
        await using var command = database.CreateCommand(
            "INSERT INTO leg_times (from_country, from_city, from_status, to_country, to_city, service_level, bucket, parcels) "
            + "VALUES ('DZ', 'algiers', 'PICKED_UP', 'FR', lower($1), 'EXPRESS', 32, 100)");
        command.Parameters.Add(new NpgsqlParameter { Value = city });
        await command.ExecuteNonQueryAsync(Cancellation);
    }

    private static async Task<JsonElement> EstimateAsync(EventReader stream)
    {
        while (true)
        {
            var (name, _, data) = await stream.NextAsync();
            if (name == "estimate")
            {
                return data;
            }
        }
    }

    private static (DateTimeOffset At, DateTimeOffset From, DateTimeOffset Until) Times(JsonElement data) => (
        data.GetProperty("estimatedDeliveryAt").GetDateTimeOffset(),
        data.GetProperty("estimatedWindow").GetProperty("from").GetDateTimeOffset(),
        data.GetProperty("estimatedWindow").GetProperty("until").GetDateTimeOffset());
}
