using Grpc.Core;
using Logistics.Contracts.Shipments.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Logistics.Shipments.Features.SetAliases;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Shipments;

internal sealed class AliasesGrpcService(SetAliasesHandler set) : AliasesService.AliasesServiceBase
{
    [Authorize(Access.Decide)]
    public override async Task<SetAliasesResponse> SetAliases(SetAliasesRequest request, ServerCallContext context) =>
        (await set.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();
}
