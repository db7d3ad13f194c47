using Logistics.Gateway.Http;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Features.PublishKeys;

internal static class PublishKeysEndpoint
{
    public static async Task<IResult> HandleAsync(HttpContext context, SigningKeys keys, CancellationToken cancellationToken)
    {
        if (await keys.ReadAsync(cancellationToken) is not { } document)
        {
            return new ProblemResult(CommonErrors.DependencyUnavailable);
        }

        context.Response.Headers.CacheControl = "public, max-age=300";
        return TypedResults.Bytes(document, "application/json");
    }
}
