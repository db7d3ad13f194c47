using Google.Protobuf.Collections;
using Logistics.Contracts;
using Logistics.Contracts.Shipments.V1;
using Logistics.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using DayCounts = Logistics.Gateway.Api.DayCounts;

namespace Logistics.Gateway.Features.ReadStatistics;

internal static class StatisticsEndpoint
{
    public static async Task<Ok<Statistics>> HandleAsync(
        string? from, string? until, StatisticsService.StatisticsServiceClient statistics, CancellationToken cancellationToken)
    {
        var answer = await statistics.GetStatisticsAsync(
            new GetStatisticsRequest { From = from ?? "", Until = until ?? "" }, cancellationToken: cancellationToken);
        return TypedResults.Ok(new Statistics
        {
            Current = ByStatus(answer.Current),
            Days = [.. answer.Days.Select(day => new DayCounts { Day = day.Day, Entered = ByStatus(day.Entered) })],
        });
    }

    private static Dictionary<string, long> ByStatus(RepeatedField<StatusCount> counts) =>
        counts.ToDictionary(count => count.Status.ToWire(), count => count.Count);
}
