using Grpc.Core;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Features.ReceiveBounces;
using Logistics.Notifications.Features.ReceiveSmsReceipts;
using Logistics.Notifications.Features.Unsubscribe;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Notifications;

/// <summary>For anyone: each request carries its own proof, which its feature checks.</summary>
[AllowAnonymous]
internal sealed class ProviderReportsGrpcService(SmsReceiptHandler smsReceipts, BounceHandler bounces, UnsubscribeHandler unsubscribe)
    : ProviderReportsService.ProviderReportsServiceBase
{
    public override async Task<ReportSmsResponse> ReportSms(ReportSmsRequest request, ServerCallContext context) =>
        (await smsReceipts.HandleAsync(request, context.CancellationToken)).OrThrow();

    public override async Task<ReportBounceResponse> ReportBounce(ReportBounceRequest request, ServerCallContext context) =>
        (await bounces.HandleAsync(request, context.CancellationToken)).OrThrow();

    public override async Task<UnsubscribeResponse> Unsubscribe(UnsubscribeRequest request, ServerCallContext context) =>
        (await unsubscribe.HandleAsync(request, context.CancellationToken)).OrThrow();
}
