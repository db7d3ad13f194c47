using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Keys;
using Logistics.Identity.Sessions;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Account = Logistics.Identity.Domain.Account;

namespace Logistics.Identity.Features.RefreshToken;

/// <summary>Trades a refresh token for a new pair, with the roles that the account has by now.</summary>
internal sealed class RefreshTokenHandler(
    UserManager<Account> users, SessionStore sessions, AccessTokens tokens, IOptions<IdentitySettings> settings)
{
    public async Task<Result<TokenResponse>> HandleAsync(RefreshRequest request, CancellationToken cancellationToken)
    {
        if (!Sessions.RefreshToken.TryParse(request.RefreshToken, out var token)
            || await sessions.RotateAsync(token, Client.Of(request.Client), cancellationToken) is not var (accountId, next)
            || await users.FindByIdAsync(accountId.ToString()) is not { DisabledAt: null } account)
        {
            return RefreshTokenErrors.Refused;
        }

        return TokenResponses.For(tokens.Issue(account, await users.GetRolesAsync(account), next.SessionId), next, settings.Value);
    }
}
