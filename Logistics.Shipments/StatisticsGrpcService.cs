using Grpc.Core;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Features.CountStatuses;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Shipments;

internal sealed class StatisticsGrpcService(GetStatisticsHandler get) : StatisticsService.StatisticsServiceBase
{
    [Authorize(Access.Administer)]
    public override async Task<GetStatisticsResponse> GetStatistics(GetStatisticsRequest request, ServerCallContext context) =>
        (await get.HandleAsync(request, context.CancellationToken)).OrThrow();
}
