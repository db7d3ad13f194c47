using Logistics.Notifications.Persistence;
using Logistics.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Logistics.Tests.Notifications.Support;

/// <summary>A database of the test's own on the system's server, with the service's migrations applied.</summary>
public sealed class NotificationsDatabase(SystemFixture system) : IAsyncLifetime
{
    public string ConnectionString { get; private set; } = string.Empty;

    /// <summary>The system's Redis.</summary>
    public string CacheConnectionString { get; private set; } = string.Empty;

    public async ValueTask InitializeAsync()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var running = await system.StartedAsync(cancellationToken);
        var server = new NpgsqlConnectionStringBuilder(await running.ConnectionStringAsync("notificationsdb", cancellationToken));
        CacheConnectionString = await running.ConnectionStringAsync("cache", cancellationToken);
        var name = $"test_{Guid.CreateVersion7(TimeProvider.System.GetUtcNow()):N}";
        await using (var connection = new NpgsqlConnection(server.ConnectionString))
        {
            await connection.OpenAsync(cancellationToken);
            await using var create = connection.CreateCommand();
#pragma warning disable CA2100 // a name made here, of hexadecimal digits
            create.CommandText = $"CREATE DATABASE {name}";
#pragma warning restore CA2100
            await create.ExecuteNonQueryAsync(cancellationToken);
        }

        server.Database = name;
        server.MaxPoolSize = 8;
        ConnectionString = server.ConnectionString;
        await using var db = Open();
        await db.Database.MigrateAsync(cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    internal NotificationsDbContext Open() =>
        new(new DbContextOptionsBuilder<NotificationsDbContext>().UseNpgsql(ConnectionString).Options);

    internal async Task ClearAsync()
    {
        await using var db = Open();
        await db.Database.ExecuteSqlAsync(
            $"""
            TRUNCATE notification_requests, correspondents, notifications, notification_changes, mails, contacts, preferences, devices,
                outbox_messages, dead_letters, dead_letter_audit, suppressions, digests, throttles, template_versions, template_changes
            """,
            TestContext.Current.CancellationToken);
    }
}
