using Logistics.Contracts.Identity.V1;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.EndSessions;

internal static class EndSessionsEndpoint
{
    public static async Task<NoContent> HandleOneAsync(
        string id, IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        await identity.EndSessionAsync(new EndSessionRequest { Id = id }, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }

    public static async Task<NoContent> HandleAllAsync(
        bool? keepCurrent, IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        await identity.EndAllSessionsAsync(
            new EndAllSessionsRequest { KeepCurrent = keepCurrent ?? false }, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }
}
