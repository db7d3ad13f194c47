using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Keys;
using Logistics.Identity.Sessions;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Account = Logistics.Identity.Domain.Account;

namespace Logistics.Identity.Features.SignIn;

/// <summary>Trades an address and a password for a session. Lockout slows guessing; no answer tells which part was wrong.</summary>
internal sealed class SignInHandler(
    UserManager<Account> users, SessionStore sessions, AccessTokens tokens, IOptions<IdentitySettings> settings, TimeProvider clock)
{
    /// <summary>Checked in place of an account that does not exist, so that refusing costs the same. Of no password.</summary>
    private static readonly Account Nobody = new() { Name = string.Empty, Locale = AccountRules.DefaultLocale };

    private static string? _nobodysHash;

    public async Task<Result<TokenResponse>> HandleAsync(SignInRequest request, CancellationToken cancellationToken)
    {
        var answer = new GuardedAnswer(clock, settings);
        var account = request.Email.Length <= AccountRules.MaxEmailLength ? await users.FindByEmailAsync(request.Email) : null;
        if (!await IsRightAsync(account, request.Password) || account is null)
        {
            await answer.WaitAsync(cancellationToken);
            return SignInErrors.Refused;
        }

        var refreshToken = await sessions.BeginAsync(account.Id, cancellationToken);
        return TokenResponses.For(tokens.Issue(account, await users.GetRolesAsync(account)), refreshToken, settings.Value);
    }

    private async Task<bool> IsRightAsync(Account? account, string password)
    {
        if (password.Length is 0 or > AccountRules.MaxPasswordLength)
        {
            return false;
        }

        var hash = account?.PasswordHash ?? (_nobodysHash ??= users.PasswordHasher.HashPassword(Nobody, Guid.Empty.ToString()));
        var right = users.PasswordHasher.VerifyHashedPassword(account ?? Nobody, hash, password) != PasswordVerificationResult.Failed;
        if (account is null || await users.IsLockedOutAsync(account))
        {
            return false;
        }

        if (!right)
        {
            await users.AccessFailedAsync(account);
        }
        else if (account.AccessFailedCount > 0)
        {
            await users.ResetAccessFailedCountAsync(account);
        }

        return right;
    }
}
