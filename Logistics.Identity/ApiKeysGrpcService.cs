using Grpc.Core;
using Logistics.Contracts.Identity.V1;
using Logistics.Identity.Features.ManageApiKeys;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Identity;

/// <summary>Keys for machines.</summary>
internal sealed class ApiKeysGrpcService(ApiKeysHandler keys, ExchangeApiKeyHandler exchange) : ApiKeysService.ApiKeysServiceBase
{
    [Authorize(Access.People)]
    public override async Task<CreateApiKeyResponse> CreateApiKey(CreateApiKeyRequest request, ServerCallContext context) =>
        (await keys.CreateAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();

    [Authorize(Access.People)]
    public override Task<ListApiKeysResponse> ListApiKeys(ListApiKeysRequest request, ServerCallContext context) =>
        keys.ListAsync(context.GetCaller(), context.CancellationToken);

    [Authorize(Access.People)]
    public override async Task<RevokeApiKeyResponse> RevokeApiKey(RevokeApiKeyRequest request, ServerCallContext context) =>
        (await keys.RevokeAsync(request.Id, context.GetCaller(), context.CancellationToken)).OrThrow();

    /// <summary>The key itself is the proof.</summary>
    [AllowAnonymous]
    public override async Task<ExchangeApiKeyResponse> ExchangeApiKey(ExchangeApiKeyRequest request, ServerCallContext context) =>
        (await exchange.HandleAsync(request, context.CancellationToken)).OrThrow();
}
