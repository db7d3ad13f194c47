using Logistics.Contracts.Identity.V1;
using Logistics.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using Session = Logistics.Gateway.Api.Session;

namespace Logistics.Gateway.Features.ListSessions;

internal static class ListSessionsEndpoint
{
    public static async Task<Ok<SessionList>> HandleAsync(
        IdentityService.IdentityServiceClient identity, CancellationToken cancellationToken)
    {
        var answer = await identity.ListSessionsAsync(new ListSessionsRequest(), cancellationToken: cancellationToken);
        return TypedResults.Ok(new SessionList
        {
            Items =
            [
                .. answer.Sessions.Select(session => new Session
                {
                    Id = session.Id,
                    Device = session.Device.OrNull(),
                    UserAgent = session.UserAgent.OrNull(),
                    Place = session.Place.OrNull(),
                    CreatedAt = session.CreatedAt.ToDateTimeOffset(),
                    LastUsedAt = session.LastUsedAt.ToDateTimeOffset(),
                    Current = session.Current,
                }),
            ],
        });
    }
}
