using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Identity.V1;
using Logistics.Gateway.Api;
using Microsoft.AspNetCore.Http.HttpResults;
using ApiKey = Logistics.Gateway.Api.ApiKey;
using Proto = Logistics.Contracts.Identity.V1;

namespace Logistics.Gateway.Features.ManageApiKeys;

internal static class ApiKeyEndpoints
{
    public static async Task<Created<NewApiKey>> CreateAsync(
        CreateApiKeyRequest body, ApiKeysService.ApiKeysServiceClient keys, CancellationToken cancellationToken)
    {
        var request = new Proto.CreateApiKeyRequest
        {
            Name = body.Name ?? "",
            Scopes = { (body.Scopes ?? []).Select(scope => scope ?? "") },
            ExpiresAt = body.ExpiresAt?.ToTimestamp(),
        };
        var made = await keys.CreateApiKeyAsync(request, cancellationToken: cancellationToken);
        var key = ToApi(made.ApiKey);
        return TypedResults.Created((string?)null, new NewApiKey
        {
            Id = key.Id,
            Name = key.Name,
            Hint = key.Hint,
            Scopes = key.Scopes,
            CreatedAt = key.CreatedAt,
            ExpiresAt = key.ExpiresAt,
            Key = made.Key,
        });
    }

    public static async Task<Ok<ApiKeyList>> ListAsync(ApiKeysService.ApiKeysServiceClient keys, CancellationToken cancellationToken)
    {
        var list = await keys.ListApiKeysAsync(new ListApiKeysRequest(), cancellationToken: cancellationToken);
        return TypedResults.Ok(new ApiKeyList { Items = [.. list.ApiKeys.Select(ToApi)] });
    }

    public static async Task<NoContent> RevokeAsync(
        string id, ApiKeysService.ApiKeysServiceClient keys, CancellationToken cancellationToken)
    {
        await keys.RevokeApiKeyAsync(new RevokeApiKeyRequest { Id = id }, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }

    public static ApiKey ToApi(Proto.ApiKey key) => new()
    {
        Id = key.Id,
        Name = key.Name,
        Hint = key.Hint,
        Scopes = key.Scopes,
        CreatedAt = key.CreatedAt.ToDateTimeOffset(),
        ExpiresAt = key.ExpiresAt.ToDateTimeOffset(),
        LastUsedAt = key.LastUsedAt?.ToDateTimeOffset(),
        RevokedAt = key.RevokedAt?.ToDateTimeOffset(),
    };
}
