using System.Globalization;
using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Shipments.Features.CountStatuses;

internal sealed class GetStatisticsHandler(ShipmentsDbContext db, TimeProvider clock)
{
    private const int DefaultDays = 30;
    private const int MaxDays = 366;

    public async Task<Result<GetStatisticsResponse>> HandleAsync(GetStatisticsRequest request, CancellationToken cancellationToken)
    {
        var faults = new FieldFaults();
        var until = Day(faults, "until", request.Until) ?? DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        var from = Day(faults, "from", request.From) ?? until.AddDays(1 - DefaultDays);
        if (from > until || until.DayNumber - from.DayNumber >= MaxDays)
        {
            faults.Add("from", $"Is not after the last day, and at most {MaxDays} days are given at once.");
        }

        return faults.Unless(() => (from, until)).IsSuccess(out var days, out var error)
            ? Answer(await CountAsync(days.from, days.until, cancellationToken))
            : error;
    }

    /// <summary>What is counted and what is not yet, in one statement: no step is missed or seen twice. Days outside are one.</summary>
    private Task<List<Count>> CountAsync(DateOnly from, DateOnly until, CancellationToken cancellationToken) => db.Database.SqlQuery<Count>(
        $"""
        SELECT CASE WHEN day BETWEEN {from} AND {until} THEN day END AS "Day", status AS "Status",
            sum(entered)::bigint AS "Entered", sum(departed)::bigint AS "Departed"
        FROM (
            SELECT day, status, entered, departed FROM status_days
            UNION ALL SELECT day, entered, count, 0 FROM status_moves
            UNION ALL SELECT day, departed, 0, count FROM status_moves WHERE departed IS NOT NULL
        ) AS steps
        GROUP BY 1, 2 ORDER BY 1, 2
        """).ToListAsync(cancellationToken);

    private static GetStatisticsResponse Answer(List<Count> counts) => new()
    {
        Current =
        {
            counts.GroupBy(count => count.Status, (status, days) => Named(status, days.Sum(day => day.Entered - day.Departed)))
                .Where(count => count.Count > 0).OrderBy(count => count.Status),
        },
        Days =
        {
            counts.Where(count => count.Day is not null && count.Entered > 0).GroupBy(count => count.Day, (day, statuses) => new DayCounts
            {
                Day = day?.ToString("O", CultureInfo.InvariantCulture),
                Entered = { statuses.Select(count => Named(count.Status, count.Entered)).OrderBy(count => count.Status) },
            }),
        },
    };

    private static StatusCount Named(string status, long count) =>
        new() { Status = WireNames.TryParse<ShipmentStatus>(status, out var value) ? value : ShipmentStatus.Unspecified, Count = count };

    private static DateOnly? Day(FieldFaults faults, string field, string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        if (!DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            faults.Add(field, "Is a day, such as 2026-04-06.");
        }

        return day;
    }

    private sealed record Count(DateOnly? Day, string Status, long Entered, long Departed);
}
