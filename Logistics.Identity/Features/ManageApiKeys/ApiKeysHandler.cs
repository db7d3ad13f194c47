using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Domain;
using Logistics.Identity.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using ApiKey = Logistics.ServiceDefaults.Authentication.ApiKey;
using ApiKeyMessage = Logistics.Contracts.Identity.V1.ApiKey;

namespace Logistics.Identity.Features.ManageApiKeys;

/// <summary>The caller's keys for machines.</summary>
internal sealed class ApiKeysHandler(AccountsDbContext db, TimeProvider clock)
{
    public const int MaxKeys = 20;

    private const int MaxListed = 200;

    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromDays(90);
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(366);

    public async Task<Result<CreateApiKeyResponse>> CreateAsync(
        CreateApiKeyRequest request, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var faults = new FieldFaults();
        var name = faults.Required("name", request.Name, MachineKey.MaxNameLength);
        var scopes = ReadScopes(request, caller, faults);
        var expiresAt = ReadExpiry(request, now, faults);
        if (faults.Error is { } error)
        {
            return error;
        }

        var key = ApiKey.Create();
        var row = new MachineKey
        {
            Id = Guid.CreateVersion7(now),
            AccountId = caller.UserId,
            Name = name,
            KeyHash = key.Hash,
            Hint = key.Hint,
            Scopes = scopes,
            CreatedAt = now,
            ExpiresAt = expiresAt,
        };
        return await db.InTransactionAsync<Result<CreateApiKeyResponse>>(
            async () =>
            {
                if (await db.HoldAccountAsync(caller.UserId, cancellationToken) is null)
                {
                    return AccountErrors.Gone;
                }

                var inForce = db.ApiKeys.Where(other =>
                    other.AccountId == caller.UserId && other.RevokedAt == null && other.ExpiresAt > now);
                if (await inForce.CountAsync(other => other.Id != row.Id, cancellationToken) >= MaxKeys)
                {
                    return ApiKeyErrors.TooMany;
                }

                if (!await inForce.AnyAsync(other => other.Id == row.Id, cancellationToken))
                {
                    db.ApiKeys.Add(row);
                }

                return new CreateApiKeyResponse { ApiKey = ToProto(row), Key = key.Reveal() };
            },
            cancellationToken);
    }

    public async Task<ListApiKeysResponse> ListAsync(Caller caller, CancellationToken cancellationToken)
    {
        var keys = await db.ApiKeys.AsNoTracking().Where(key => key.AccountId == caller.UserId)
            .OrderByDescending(key => key.Id).Take(MaxListed).ToListAsync(cancellationToken);
        return new ListApiKeysResponse { ApiKeys = { keys.Select(ToProto) } };
    }

    public async Task<Result<RevokeApiKeyResponse>> RevokeAsync(string keyId, Caller caller, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (!Guid.TryParse(keyId, out var id)
            || !await db.ApiKeys.AnyAsync(key => key.Id == id && key.AccountId == caller.UserId, cancellationToken))
        {
            return ApiKeyErrors.NotFound;
        }

        await db.ApiKeys.Where(key => key.Id == id && key.RevokedAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(key => key.RevokedAt, now), cancellationToken);
        return new RevokeApiKeyResponse();
    }

    public static ApiKeyMessage ToProto(MachineKey key) => new()
    {
        Id = key.Id.ToString(),
        Name = key.Name,
        Hint = key.Hint,
        Scopes = { key.Scopes },
        CreatedAt = key.CreatedAt.ToTimestamp(),
        ExpiresAt = key.ExpiresAt.ToTimestamp(),
        LastUsedAt = key.LastUsedAt?.ToTimestamp(),
        RevokedAt = key.RevokedAt?.ToTimestamp(),
    };

    private static List<string> ReadScopes(CreateApiKeyRequest request, Caller caller, FieldFaults faults)
    {
        var scopes = request.Scopes.Distinct().ToList();
        if (scopes.Count == 0 || scopes.Exists(scope => !Scopes.All.Contains(scope)))
        {
            faults.Add("scopes", $"Are one or more of {string.Join(", ", Scopes.All)}.");
        }
        else
        {
            foreach (var closed in scopes.Where(scope => !KeyScopes.IsOpenTo(scope, caller.Roles)))
            {
                faults.Add("scopes", $"Your roles do not allow {closed}.");
            }
        }

        return scopes;
    }

    private static DateTimeOffset ReadExpiry(CreateApiKeyRequest request, DateTimeOffset now, FieldFaults faults)
    {
        if (request.ExpiresAt is not { } given)
        {
            return now + DefaultLifetime;
        }

        if (given.Seconds <= now.ToUnixTimeSeconds() || given.Seconds > (now + LongestLifetime).ToUnixTimeSeconds()
            || given.Nanos is < 0 or > 999_999_999)
        {
            faults.Add("expiresAt", $"Is in the future, and at most {LongestLifetime.Days} days away.");
            return now;
        }

        return given.ToDateTimeOffset();
    }
}
