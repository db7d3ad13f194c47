using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Sessions;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Identity.Features.ListSessions;

/// <summary>Where the caller is signed in.</summary>
internal sealed class ListSessionsHandler(SessionStore sessions)
{
    private const int Most = 200;

    public async Task<ListSessionsResponse> HandleAsync(Caller caller, CancellationToken cancellationToken)
    {
        var alive = await sessions.Alive(caller.UserId).AsNoTracking()
            .OrderByDescending(session => session.RefreshedAt).ThenBy(session => session.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
        return new ListSessionsResponse
        {
            Sessions =
            {
                alive.Select(session => new Contracts.Identity.V1.Session
                {
                    Id = session.Id.ToString(),
                    Device = session.Device ?? string.Empty,
                    UserAgent = session.UserAgent ?? string.Empty,
                    Place = session.Place ?? string.Empty,
                    CreatedAt = session.CreatedAt.ToTimestamp(),
                    LastUsedAt = session.RefreshedAt.ToTimestamp(),
                    Current = session.Id == caller.SessionId,
                }),
            },
        };
    }
}
