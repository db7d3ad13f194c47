using Grpc.Core;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Features.ManageSuppressions;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Notifications;

/// <summary>The suppression list; who may is said where it is mapped.</summary>
internal sealed class SuppressionsGrpcService(SuppressionsHandler suppressions) : SuppressionsService.SuppressionsServiceBase
{
    public override async Task<ListSuppressionsResponse> ListSuppressions(ListSuppressionsRequest request, ServerCallContext context) =>
        (await suppressions.ListAsync(request, context.CancellationToken)).OrThrow();

    public override async Task<LiftSuppressionResponse> LiftSuppression(LiftSuppressionRequest request, ServerCallContext context) =>
        (await suppressions.LiftAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();
}
