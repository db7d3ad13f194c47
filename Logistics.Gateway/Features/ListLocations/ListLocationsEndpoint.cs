using Logistics.Contracts.Tracking.V1;
using Logistics.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.ListLocations;

internal static class ListLocationsEndpoint
{
    public static async Task<Ok<LocationList>> HandleAsync(
        string trackingNumber, LocationsService.LocationsServiceClient locations, CancellationToken cancellationToken)
    {
        var answer = await locations.ListLocationsAsync(
            new ListLocationsRequest { TrackingNumber = trackingNumber }, cancellationToken: cancellationToken);
        return TypedResults.Ok(new LocationList { Items = [.. answer.Pings.Select(ToApi)] });
    }

    private static Position ToApi(LocationPing ping) => new()
    {
        At = ping.At.ToDateTimeOffset(),
        Latitude = ping.Coordinates.Latitude,
        Longitude = ping.Coordinates.Longitude,
        AccuracyMeters = ping.HasAccuracyMeters ? ping.AccuracyMeters : null,
        SpeedMetersPerSecond = ping.HasSpeedMetersPerSecond ? ping.SpeedMetersPerSecond : null,
    };
}
