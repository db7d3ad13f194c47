using Logistics.Bench.Hosting;
using Npgsql;

namespace Logistics.Bench.Measuring;

/// <summary>What the system has accepted and not yet done, read from the services' own tables.</summary>
internal sealed class Backlog(SystemUnderTest system, TimeProvider clock) : IAsyncDisposable
{
    private const string Tracked = "SELECT count(*) FROM timeline_entries WHERE event_id >= $1"; // UUIDv7: in the order of time
    private const string Handled = "SELECT count(*) FROM inbox_messages WHERE queue = $1 AND handled_at >= $2";
    private const string Due = "SELECT count(*) FROM notifications WHERE due_at IS NOT NULL AND created_at >= $1";

    private readonly NpgsqlDataSource _tracking = NpgsqlDataSource.Create(system.ConnectionString("trackingdb"));
    private readonly NpgsqlDataSource _notifications = NpgsqlDataSource.Create(system.ConnectionString("notificationsdb"));

    /// <summary>
    /// Events of ours, of <paramref name="published"/> since a time, that Tracking or Notifications has not taken into account.
    /// </summary>
    public async Task<long> EventsAsync(long published, DateTimeOffset since, CancellationToken cancellationToken)
    {
        var tracked = await CountAsync(_tracking, Tracked, cancellationToken, Guid.CreateVersion7(since.AddMilliseconds(-1)));
        var told = await CountAsync(_notifications, Handled, cancellationToken, "notifications.shipments", since);
        return Math.Max(published - Math.Min(tracked, told), 0);
    }

    /// <summary>Mails that have been decided on since a time, and not been sent.</summary>
    public Task<long> MailsAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        CountAsync(_notifications, Due, cancellationToken, since);

    /// <summary>How long it takes until all events are taken into account.</summary>
    public Task<TimeSpan> DrainAsync(long published, DateTimeOffset since, CancellationToken cancellationToken) =>
        Draining.UntilNoneAsync(() => EventsAsync(published, since, cancellationToken), clock, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _tracking.DisposeAsync();
        await _notifications.DisposeAsync();
    }

    private static async Task<long> CountAsync(
        NpgsqlDataSource database, string sql, CancellationToken cancellationToken, params object[] values)
    {
        await using var command = database.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        return (long)(await command.ExecuteScalarAsync(cancellationToken))!; // count(*) is never null
    }
}
