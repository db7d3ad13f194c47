using Grpc.Core;
using Logistics.Contracts.Tracking.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.Tracking.Features.WatchAccount;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Tracking;

internal sealed class LiveGrpcService(WatchAccountHandler watch) : LiveService.LiveServiceBase
{
    [Authorize(Access.Read)]
    public override Task WatchAccount(
        WatchAccountRequest request, IServerStreamWriter<WatchAccountResponse> responseStream, ServerCallContext context) =>
        watch.WatchAsync(request, context.GetCaller(), context.GetTokenExpiry(), responseStream, context.CancellationToken);
}
