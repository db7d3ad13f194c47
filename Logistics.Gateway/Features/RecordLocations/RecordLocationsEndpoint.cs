using Logistics.Contracts.Tracking.V1;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.RecordLocations;

internal static class RecordLocationsEndpoint
{
    public static async Task<Ok<RecordedLocations>> HandleAsync(
        RecordLocationsRequest body, LocationsService.LocationsServiceClient locations, CancellationToken cancellationToken)
    {
        var answer = await locations.RecordLocationsAsync(body.ToProto(), cancellationToken: cancellationToken);
        return TypedResults.Ok(new RecordedLocations { Kept = answer.Kept });
    }
}
