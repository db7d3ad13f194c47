using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Keys;
using Logistics.Identity.Passwords;
using Logistics.Identity.Sessions;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Account = Logistics.Identity.Domain.Account;

namespace Logistics.Identity.Features.SignIn;

/// <summary>
/// Trades an address and a password for a session. Lockout slows guessing; no answer tells which part was wrong. An address that waits to
/// be confirmed may sign in: only what belongs to the address stays closed until then.
/// </summary>
internal sealed class SignInHandler(
    UserManager<Account> users,
    PasswordCheck passwords,
    SessionStore sessions,
    AccessTokens tokens,
    IOptions<IdentitySettings> settings,
    TimeProvider clock)
{
    public async Task<Result<TokenResponse>> HandleAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        var answer = new GuardedAnswer(clock, settings);
        var account = ContactRules.TryNormaliseEmail(request.Email, out var email) ? await users.FindByEmailAsync(email) : null;
        if (!await passwords.IsRightAsync(account, request.Password, cancellationToken) || account is not { DisabledAt: null })
        {
            await answer.WaitAsync(cancellationToken);
            return SignInErrors.Refused;
        }

        var refreshToken = await sessions.BeginAsync(account.Id, Client.Of(request.Client), cancellationToken);
        return TokenResponses.For(
            tokens.Issue(account, await users.GetRolesAsync(account), refreshToken.SessionId), refreshToken, settings.Value);
    }
}
