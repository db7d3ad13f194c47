using System.Diagnostics;
using Logistics.Bench.Measuring;
using Npgsql;

namespace Logistics.Bench.Figures;

/// <summary>So many shipments created and moved at once, and how fast the mails that follow from it go out, to the last one.</summary>
internal sealed class SendNotifications(Stage stage, int shipments) : IMeasurement
{
    private const string Sent =
        "SELECT count(*) FROM notifications WHERE channel = 'EMAIL' AND state IN ('SENT', 'DELIVERED') AND created_at >= $1";

    public async Task<Reading> MeasureAsync(TimeSpan duration, CancellationToken cancellationToken)
    {
        var since = stage.Clock.GetUtcNow();
        var started = Stopwatch.GetTimestamp();
        await Parcels.SendAsync(stage, shipments, cancellationToken);
        var created = Stopwatch.GetElapsedTime(started);
        await stage.Backlog.DrainAsync(shipments * Parcels.Version, since, cancellationToken);
        await Draining.UntilNoneAsync(() => stage.Backlog.MailsAsync(since, cancellationToken), stage.Clock, cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started);

        await using var database = NpgsqlDataSource.Create(stage.System.ConnectionString("notificationsdb"));
        await using var command = database.CreateCommand(Sent);
        command.Parameters.Add(new NpgsqlParameter { Value = since });
        var sent = (long)(await command.ExecuteScalarAsync(cancellationToken))!; // count(*) is never null
        return new Reading(
            [
                new("mails", "1/s", sent / elapsed.TotalSeconds),
                new("sent", "", sent),
                new("after the last request", "s", (elapsed - created).TotalSeconds),
            ],
            sent);
    }
}
