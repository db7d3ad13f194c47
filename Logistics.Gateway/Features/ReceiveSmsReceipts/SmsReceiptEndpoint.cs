using Logistics.Contracts.Notifications.V1;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Logistics.Gateway.Features.ReceiveSmsReceipts;

/// <summary>Where providers of text messages say what became of one.</summary>
internal static class SmsReceiptEndpoint
{
    public static async Task<NoContent> HandleAsync(
        string provider, string notificationId, HttpRequest request, ProviderReportsService.ProviderReportsServiceClient reports,
        CancellationToken cancellationToken)
    {
        var form = request.HasFormContentType ? await request.ReadFormAsync(cancellationToken) : FormCollection.Empty;
        var report = new ReportSmsRequest
        {
            Provider = provider,
            NotificationId = notificationId,
            Signature = request.Headers["X-Twilio-Signature"].ToString(),
        };
        foreach (var (name, value) in form)
        {
            report.Fields[name] = value.ToString();
        }

        await reports.ReportSmsAsync(report, cancellationToken: cancellationToken);
        return TypedResults.NoContent();
    }
}
