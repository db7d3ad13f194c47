using Logistics.Bench;
using Logistics.Bench.Figures;
using Logistics.Bench.Hosting;
using Logistics.Bench.Limits;
using Logistics.Bench.Report;
using Logistics.Tests.Infrastructure;
using Npgsql;
using Xunit;

namespace Logistics.Tests.Bench;

/// <summary>
/// The bench as short as can be: that its figures are measured, not what they are. Alone, because others would feel its load.
/// </summary>
[Collection(SystemFixture.Disruptive)]
public sealed class BenchTests(SystemFixture fixture)
{
    private static readonly string[] Figures =
    [
        "create-16", "timeline-50", "stream-50", "status", "scans-bulk", "reads", "watchers", "notifications",
        "machine-broker", "machine-hop", "flow", .. WithPgBench,
    ];

    private static IEnumerable<string> WithPgBench => PgBench.Program is null ? [] : ["machine-database-batch"];

    private static readonly string[] Processes =
        ["identity", "shipments", "tracking", "notifications", "gateway", "postgres", "messaging", "cache"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_figure_is_measured_and_nothing_is_lost_or_left_behind()
    {
        var system = await DescribeAsync(await fixture.StartedAsync(Token));

        BenchReport report;
        await using (var stage = Stage.Around(system, TimeProvider.System))
        {
            report = await new BenchRun(stage, BenchOptions.Smoke with { Figures = Figures }, TextWriter.Null).RunAsync(Token);
        }

        Assert.All(report.Results, result =>
        {
            Assert.Empty(result.Errors);
            Assert.All(result.Rounds.Concat(result.LimitRounds), round => Assert.True(round.Operations > 0, result.Figure.Name));
        });
        Assert.All(Figures, figure => Assert.Contains(figure, report.ToText(), StringComparison.Ordinal));
        Assert.All(
            report.Rows.Where(row => row.Number is "missing" or "doubled" or "missed" or "not accepted"),
            row => Assert.Equal(0, row.Measured.Max));
        Assert.Empty(await ScratchDatabasesAsync(system));
    }

    private static async Task<SystemUnderTest> DescribeAsync(RunningSystem system)
    {
        var connectionStrings = new Dictionary<string, string>();
        foreach (var name in SystemUnderTest.ConnectionNames)
        {
            connectionStrings[name] = await system.ConnectionStringAsync(name, Token);
        }

        return new(
            system.Endpoint("gateway"),
            RunningSystem.DemoPassword,
            connectionStrings,
            Processes.ToDictionary(name => name, system.ProcessId));
    }

    private static async Task<List<string>> ScratchDatabasesAsync(SystemUnderTest system)
    {
        await using var database = NpgsqlDataSource.Create(system.ConnectionString("shipmentsdb"));
        await using var command = database.CreateCommand("SELECT datname FROM pg_database WHERE datname LIKE 'bench%'");
        await using var rows = await command.ExecuteReaderAsync(Token);
        var names = new List<string>();
        while (await rows.ReadAsync(Token))
        {
            names.Add(rows.GetString(0));
        }

        return names;
    }
}
