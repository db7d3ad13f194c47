using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.ReportHealth;

internal static class ReportHealthEndpoint
{
    public static async Task<JsonHttpResult<SystemHealth>> HandleAsync(SystemHealthReader reader, CancellationToken cancellationToken)
    {
        var health = await reader.ReadAsync(cancellationToken);
        return TypedResults.Json(
            health,
            statusCode: health.Status == SystemHealthReader.Healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
