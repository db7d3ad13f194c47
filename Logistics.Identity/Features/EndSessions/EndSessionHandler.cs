using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Sessions;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Features.EndSessions;

/// <summary>Signs the caller out somewhere. Access tokens of that session live on until they expire.</summary>
internal sealed class EndSessionHandler(SessionStore sessions)
{
    private static readonly Error NotFound = new("session.not_found", "There is no such session.", ErrorKind.NotFound);

    public async Task<Result<EndSessionResponse>> HandleAsync(
        EndSessionRequest request, Caller caller, CancellationToken cancellationToken) =>
        Guid.TryParse(request.Id, out var id) && await sessions.EndAsync(caller.UserId, id, cancellationToken)
            ? new EndSessionResponse()
            : NotFound;
}
