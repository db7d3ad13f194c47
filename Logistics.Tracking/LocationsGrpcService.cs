using Grpc.Core;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Tracking.Features.ListLocations;
using Logistics.Tracking.Features.RecordLocations;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Tracking;

internal sealed class LocationsGrpcService(RecordLocationsHandler record, ListLocationsHandler list) : LocationsService.LocationsServiceBase
{
    [Authorize(Access.RecordLocations)]
    public override async Task<RecordLocationsResponse> RecordLocations(RecordLocationsRequest request, ServerCallContext context) =>
        (await record.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    [Authorize(Access.Read)]
    public override async Task<ListLocationsResponse> ListLocations(ListLocationsRequest request, ServerCallContext context) =>
        (await list.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();
}
