using Grpc.Core;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Features.ExplainNotification;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Notifications;

/// <summary>Why people were told or not.</summary>
internal sealed class ExplanationsGrpcService(ExplainNotificationHandler explain) : ExplanationsService.ExplanationsServiceBase
{
    public override async Task<Explanation> ExplainNotification(ExplainNotificationRequest request, ServerCallContext context) =>
        (await explain.HandleAsync(request, context.GetCaller(), context.CancellationToken)).OrThrow();
}
