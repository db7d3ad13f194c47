using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Sessions;

namespace Logistics.Identity.Features.SignOut;

/// <summary>Ends the session of a refresh token. Always succeeds: an unknown token has no session that could go on.</summary>
internal sealed class SignOutHandler(SessionStore sessions)
{
    public async Task<SignOutResponse> HandleAsync(SignOutRequest request, CancellationToken cancellationToken)
    {
        if (Sessions.RefreshToken.TryParse(request.RefreshToken, out var token))
        {
            await sessions.EndAsync(token, cancellationToken);
        }

        return new SignOutResponse();
    }
}
