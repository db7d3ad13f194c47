using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Email;
using Logistics.Notifications.Sms;
using Logistics.ServiceDefaults.Results;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Features.ReceiveSmsReceipts;

/// <summary>
/// A provider says what became of a text message. Its signature is what shows that it is the provider; receipts may come twice and in any
/// order.
/// </summary>
internal sealed class SmsReceiptHandler(SmsProviders providers, Reports reports, IOptions<SmtpOptions> smtp)
{
    public async Task<Result<ReportSmsResponse>> HandleAsync(ReportSmsRequest request, CancellationToken cancellationToken)
    {
        if (!providers.TryFind(request.Provider, out var account)
            || !Guid.TryParseExact(request.NotificationId, "D", out var id)
            || !SmsSignature.IsRight(
                request.Signature,
                SmsSender.ReceiptUrl(smtp.Value.PublicUrl, request.Provider, id),
                request.Fields,
                account.AuthToken!)) // not null: validated
        {
            return SmsReceiptErrors.NotSigned;
        }

        var status = request.Fields.GetValueOrDefault("MessageStatus", "");
        var errorCode = request.Fields.GetValueOrDefault("ErrorCode", "");
        if (SmsReplies.Read(status, errorCode) is var (state, reason))
        {
            await reports.RecordAsync(id, state, reason, cancellationToken, addressIsDead: state == NotificationState.Bounced);
        }

        return new ReportSmsResponse();
    }
}

internal static class SmsReceiptErrors
{
    /// <summary>One answer for all that can be wrong: it is no provider's business which notifications there are.</summary>
    public static Error NotSigned { get; } = new("sms.not_signed", "The signature is not that of the provider.", ErrorKind.Forbidden);
}
