using Grpc.Core;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Features.ReceiveSmsReceipts;
using Logistics.ServiceDefaults.Results;
using Microsoft.AspNetCore.Authorization;

namespace Logistics.Notifications;

/// <summary>For anyone: each request carries its own proof, which its feature checks.</summary>
[AllowAnonymous]
internal sealed class ProviderReportsGrpcService(SmsReceiptHandler smsReceipts) : ProviderReportsService.ProviderReportsServiceBase
{
    public override async Task<ReportSmsResponse> ReportSms(ReportSmsRequest request, ServerCallContext context) =>
        (await smsReceipts.HandleAsync(request, context.CancellationToken)).OrThrow();
}
