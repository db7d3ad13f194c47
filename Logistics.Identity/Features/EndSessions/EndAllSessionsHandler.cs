using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Sessions;
using Logistics.ServiceDefaults.Authentication;

namespace Logistics.Identity.Features.EndSessions;

/// <summary>Signs the caller out everywhere, or everywhere else.</summary>
internal sealed class EndAllSessionsHandler(SessionStore sessions)
{
    public async Task<EndAllSessionsResponse> HandleAsync(EndAllSessionsRequest request, Caller caller, CancellationToken cancellationToken)
    {
        await sessions.EndAllAsync(caller.UserId, request.KeepCurrent ? caller.SessionId : null, cancellationToken);
        return new EndAllSessionsResponse();
    }
}
