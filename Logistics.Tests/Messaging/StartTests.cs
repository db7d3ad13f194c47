using Logistics.Messaging;
using Logistics.Tests.Infrastructure;
using Logistics.Tests.Messaging.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Xunit;

namespace Logistics.Tests.Messaging;

/// <summary>What is declared, checked and refused when a service starts.</summary>
public sealed class StartTests(MessagingServers servers) : IClassFixture<MessagingServers>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_queue_that_exists_with_other_settings_makes_the_service_unhealthy_and_is_named()
    {
        var name = TestService.UniqueName();
        await using var wire = await RawQueue.ConnectAsync(servers.Broker);
        await wire.Channel.QueueDeclareAsync($"{name}.test", durable: true, exclusive: false, autoDelete: false, cancellationToken: Token);
        await using var service = await TestService.StartAsync(servers.Broker, await servers.CreateDatabaseAsync(), name, ready: false);

        var health = await Eventually.AssertAsync(
            service.HealthAsync,
            health => health.Entries["subscriptions"].Description?.Contains("other settings", StringComparison.Ordinal) == true);
        Assert.Equal(HealthStatus.Unhealthy, health.Status);
        Assert.Contains($"Queue '{name}.test'", health.Entries["subscriptions"].Description, StringComparison.Ordinal);

        await wire.Channel.QueueDeleteAsync($"{name}.test", ifUnused: false, ifEmpty: false, cancellationToken: Token);
        await Eventually.AssertAsync(service.HealthAsync, health => health.Status == HealthStatus.Healthy);
    }

    [Theory]
    [InlineData("ConnectionStrings:messaging", "", "ConnectionStrings:messaging")]
    [InlineData("ConnectionStrings:testdb", "", "ConnectionStrings:testdb")]
    [InlineData("Messaging:BatchSize", "0", "BatchSize")]
    [InlineData("Messaging:OutboxLease", "00:00:00", "OutboxLease")]
    public async Task A_wrong_setting_keeps_the_service_from_starting_and_is_named(string setting, string value, string named)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["ConnectionStrings:messaging"] = servers.Broker,
                ["ConnectionStrings:testdb"] = "Host=nowhere",
                [setting] = value,
            });
        builder.AddDatabase<TestDbContext>("testdb");
        builder.AddMessaging<TestDbContext>("test");
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replicas_that_start_together_on_an_empty_database_migrate_it_once_and_then_consume()
    {
        var (database, name) = (await servers.CreateDatabaseAsync(), TestService.UniqueName());
        var hosts = Enumerable.Range(0, 4).Select(_ => MigratingHost(database, name)).ToList();

        await Task.WhenAll(hosts.Select(host => host.StartAsync(Token)));

        foreach (var host in hosts)
        {
            var checks = host.Services.GetRequiredService<HealthCheckService>();
            await Eventually.AssertAsync(token => checks.CheckHealthAsync(token), health => health.Status == HealthStatus.Healthy);
            Assert.True(host.Services.GetRequiredService<Seeded>().Done);
        }

        await Task.WhenAll(hosts.Select(host => host.StopAsync(CancellationToken.None)));
        hosts.ForEach(host => host.Dispose());
    }

    [Fact]
    public async Task A_start_with_nothing_to_migrate_and_nothing_to_do_makes_no_context()
    {
        var (database, name, made) = (await servers.CreateDatabaseAsync(), TestService.UniqueName(), 0);
        for (var start = 1; start <= 2; start++)
        {
            made = 0;
            using var host = MigratingHost(database, name, () => made++);
            await host.StartAsync(Token);
            var checks = host.Services.GetRequiredService<HealthCheckService>();
            await Eventually.AssertAsync(token => checks.CheckHealthAsync(token), health => health.Status == HealthStatus.Healthy);
            await host.StopAsync(CancellationToken.None);
            Assert.Equal(start == 1, made > 0);
        }
    }

    private IHost MigratingHost(string database, string name, Action? contextMade = null)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddInMemoryCollection(
            [new("ConnectionStrings:messaging", servers.Broker), new("ConnectionStrings:testdb", database)]);
        builder.AddDatabase<MigratedDbContext>("testdb", options =>
        {
            contextMade?.Invoke();
            options.ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning));
        });
        builder.Services.AddSingleton<Seeded>();
        builder.AddMigrations<MigratedDbContext>((services, _) =>
        {
            services.GetRequiredService<Seeded>().Done = true;
            return Task.CompletedTask;
        });
        builder.AddMessaging<MigratedDbContext>(name);
        return builder.Build();
    }

    private sealed class Seeded
    {
        public bool Done { get; set; }
    }
}

internal sealed class MigratedDbContext(DbContextOptions<MigratedDbContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.AddMessaging();
}

/// <summary>Fails when it is applied twice.</summary>
[DbContext(typeof(MigratedDbContext))]
[Migration("20260101000000_Initial")]
internal sealed class InitialMigration : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("CREATE TABLE inbox_messages (event_id uuid, queue text, handled_at timestamptz)");
        migrationBuilder.Sql(
            """
            CREATE TABLE outbox_messages (
                id uuid PRIMARY KEY, event_name text, subject text, occurred_at timestamptz, body bytea,
                created_at timestamptz, available_at timestamptz, attempts integer,
                trace_parent text, trace_state text, target_queue text, replayed_source text, replayed_event_id uuid,
                parked_at timestamptz, parked_reason text)
            """);
    }
}
