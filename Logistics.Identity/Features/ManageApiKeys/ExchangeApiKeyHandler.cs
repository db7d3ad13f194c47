using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Keys;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using ApiKey = Logistics.ServiceDefaults.Authentication.ApiKey;

namespace Logistics.Identity.Features.ManageApiKeys;

/// <summary>Trades a key for an access token, with what its owner may do by now.</summary>
internal sealed class ExchangeApiKeyHandler(AccountsDbContext db, AccessTokens tokens, TimeProvider clock)
{
    /// <summary>Uses closer to the last one than this are not written down.</summary>
    private static readonly TimeSpan UseResolution = TimeSpan.FromMinutes(1);

    public async Task<Result<ExchangeApiKeyResponse>> HandleAsync(ExchangeApiKeyRequest request, CancellationToken cancellationToken)
    {
        if (!ApiKey.TryParse(request.Key, out var key))
        {
            return ApiKeyErrors.Refused;
        }

        var now = clock.GetUtcNow();
        var hash = key.Hash;
        var found = await db.ApiKeys.AsNoTracking()
            .Where(row => row.KeyHash == hash && row.RevokedAt == null && row.ExpiresAt > now)
            .Where(row => db.Accounts.Any(account => account.Id == row.AccountId && account.DisabledAt == null))
            .Select(row => new
            {
                row.Id,
                row.AccountId,
                row.Scopes,
                row.LastUsedAt,
                Roles = db.AccountRoles.Where(link => link.UserId == row.AccountId)
                    .Join(db.Roles, link => link.RoleId, role => role.Id, (_, role) => role.Name!).ToList(),
            })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return ApiKeyErrors.Refused;
        }

        if (found.LastUsedAt is null || now - found.LastUsedAt > UseResolution)
        {
            await db.ApiKeys.Where(row => row.Id == found.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedAt, now), cancellationToken);
        }

        var (scopes, roles) = KeyScopes.InForce(found.Scopes, found.Roles);
        return new ExchangeApiKeyResponse { AccessToken = tokens.IssueForKey(found.AccountId, roles, scopes) };
    }
}
