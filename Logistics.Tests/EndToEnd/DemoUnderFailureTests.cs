using System.Net.Http.Json;
using Logistics.Simulator;
using Logistics.Simulator.Api;
using Logistics.Simulator.Cast;
using Logistics.Simulator.Demo;
using Logistics.Simulator.Play;
using Logistics.Tests.Infrastructure;
using Npgsql;
using Xunit;

namespace Logistics.Tests.EndToEnd;

/// <summary>
/// The demo, which checks every timeline and every notification through the public API, while parts of the system go away.
/// </summary>
[Collection(SystemFixture.Disruptive)]
public sealed class DemoUnderFailureTests(SystemFixture fixture)
{
    private const int Parcels = 8;

    private const string TimelineEntries = "SELECT count(*) FROM timeline_entries";
    private const string StatusChanges = "SELECT count(*) FROM status_changes";
    private const string PendingEvents = "SELECT count(*) FROM outbox_messages";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_lost_or_doubled_while_the_broker_is_away()
    {
        var system = await fixture.StartedAsync(Token);
        var seen = await CountAsync(system, "trackingdb", TimelineEntries);
        var demo = RunDemoAsync(system);

        await CountsAsync(system, "trackingdb", TimelineEntries, atLeast: seen + 1);
        await system.StopAsync("messaging", Token);
        await CountsAsync(system, "shipmentsdb", PendingEvents, atLeast: 20);
        await system.StartAsync("messaging", Token);

        Assert.Equal("", await demo);
    }

    [Fact]
    public async Task Nothing_is_lost_or_doubled_when_services_are_killed()
    {
        var system = await fixture.StartedAsync(Token);
        var seen = await CountAsync(system, "shipmentsdb", StatusChanges);
        var demo = RunDemoAsync(system);

        // By what couriers have reported, which goes on while Tracking and Notifications are away: so all of it is in the middle of the
        // demo.
        List<(string Service, int Killed)> victims = [];
        foreach (var service in (string[])["tracking", "notifications", "shipments"])
        {
            seen = await CountsAsync(system, "shipmentsdb", StatusChanges, atLeast: seen + 5);
            victims.Add((service, system.Kill(service)));
        }

        foreach (var (service, killed) in victims)
        {
            await system.HealthyAgainAsync(service, killed, Token);
        }

        Assert.Equal("", await demo);
    }

    [Fact]
    public async Task A_merchant_who_is_known_by_another_password_sets_a_new_one()
    {
        using var http = (await fixture.StartedAsync(Token)).CreateGatewayClient();
        var api = new LogisticsApi(new ApiTransport(http, TimeProvider.System, TimeSpan.FromMinutes(1), _ => { }), TimeProvider.System);
        using var crew = new Crew(RunningSystem.DemoPassword);
        await crew.GatherAsync(api, TimeProvider.System, Token);
        using var change = new HttpRequestMessage(HttpMethod.Post, "/v1/me/password")
        {
            Content = JsonContent.Create(new { currentPassword = RunningSystem.DemoPassword, newPassword = "of an earlier run" }),
            Headers = { Authorization = new("Bearer", await api.TokenOfAsync(crew.Of(Merchant.All[0]), Token)) },
        };
        using var changed = await http.SendAsync(change, Token);
        Assert.True(changed.IsSuccessStatusCode);

        using var later = new Crew(RunningSystem.DemoPassword);
        await later.GatherAsync(api, TimeProvider.System, Token);

        Assert.True(await api.TrySignInAsync(later.Of(Merchant.All[0]), Token));
    }

    /// <returns>What the demo wrote if it failed, else nothing.</returns>
    private static async Task<string> RunDemoAsync(RunningSystem system)
    {
        using var http = system.CreateGatewayClient();
        http.Timeout = Timeout.InfiniteTimeSpan;
        var output = new StringWriter();
        var options = new SimulatorOptions(
            http.BaseAddress!, RunningSystem.DemoPassword, Speed: 21_600, Seed: 7, Patience: TimeSpan.FromMinutes(2));
        var progress = new Progress(output, isTerminal: false, TimeProvider.System);
        var api = new LogisticsApi(new ApiTransport(http, TimeProvider.System, options.Patience, progress.Troubled), TimeProvider.System);
        var exitCode = await new DemoRun(api, TimeProvider.System, options, progress, output).RunAsync(Parcels, Token);
        return exitCode == 0 ? "" : output.ToString();
    }

    private static Task<long> CountsAsync(RunningSystem system, string database, string sql, long atLeast) =>
        Eventually.AssertAsync(_ => CountAsync(system, database, sql), count => count >= atLeast, TimeSpan.FromMinutes(1));

    private static async Task<long> CountAsync(RunningSystem system, string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(await system.ConnectionStringAsync(database, Token));
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(Token))!; // count(*) is never null
    }
}
