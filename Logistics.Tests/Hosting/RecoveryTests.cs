using Aspire.Hosting.ApplicationModel;
using Logistics.Tests.Infrastructure;
using Npgsql;
using Xunit;

namespace Logistics.Tests.Hosting;

[Collection(SystemFixture.Disruptive)]
public sealed class RecoveryTests(SystemFixture fixture)
{
    [Theory]
    [InlineData("tracking")]
    [InlineData("cache")]
    public async Task What_is_killed_comes_back_at_its_address(string resource)
    {
        var test = TestContext.Current.CancellationToken;
        var system = await fixture.StartedAsync(test);
        var environment = system.Snapshot("gateway").EnvironmentVariables;

        var killed = system.Kill(resource);
        await system.HealthyAgainAsync(resource, killed, test);

        Assert.NotEqual(killed, system.ProcessId(resource));
        Assert.Equal(environment, system.Snapshot("gateway").EnvironmentVariables);
    }

    [Fact]
    public async Task A_killed_database_server_comes_back_with_its_data()
    {
        var test = TestContext.Current.CancellationToken;
        var system = await fixture.StartedAsync(test);
        var before = await CountAsync(
            system,
            "CREATE TABLE survivors (id int); INSERT INTO survivors VALUES (1), (2), (3); SELECT count(*) FROM survivors");

        var killed = system.Kill("postgres");
        await system.HealthyAgainAsync("postgres", killed, test);

        Assert.Equal(before, await Eventually.AssertAsync(_ => CountAsync(system, "SELECT count(*) FROM survivors"), count => count > 0));
        await CountAsync(system, "DROP TABLE survivors; SELECT 0::bigint");
    }

    [Fact]
    public async Task What_is_stopped_stays_away_until_it_is_started()
    {
        var test = TestContext.Current.CancellationToken;
        var system = await fixture.StartedAsync(test);

        await system.StopAsync("cache", test);
        Assert.Equal(KnownResourceStates.Exited, system.Snapshot("cache").State?.Text);

        await system.StartAsync("cache", test);
        await system.HealthyAsync("cache", test);
    }

    private static async Task<long> CountAsync(RunningSystem system, string sql)
    {
        var test = TestContext.Current.CancellationToken;
        await using var connection = new NpgsqlConnection($"{await system.ConnectionStringAsync("trackingdb", test)};Pooling=false");
        await connection.OpenAsync(test);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Constants of the tests above.
        command.CommandText = sql;
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(test))!; // each ends in a count
    }
}
