using System.Security.Cryptography;
using System.Text;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Email;
using Logistics.ServiceDefaults.Results;
using Microsoft.Extensions.Options;

namespace Logistics.Notifications.Features.ReceiveBounces;

/// <summary>
/// Takes what comes back to the sender's address, handed in by the mail server, and says what it means for the notification and its
/// address.
/// </summary>
internal sealed class BounceHandler(Reports reports, IOptions<SmtpOptions> smtp)
{
    public async Task<Result<ReportBounceResponse>> HandleAsync(ReportBounceRequest request, CancellationToken cancellationToken)
    {
        if (smtp.Value.BounceToken is not { } token
            || !CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(request.Token), Encoding.UTF8.GetBytes(token)))
        {
            return BounceErrors.NotAllowed;
        }

        if (DeliveryReport.Read(Encoding.Latin1.GetString(request.Message.Span)) is not { } report)
        {
            return BounceErrors.Unreadable;
        }

        await (report.Action switch
        {
            "FAILED" => reports.RecordAsync(
                report.NotificationId, NotificationState.Bounced, $"dsn_{report.Status}", cancellationToken, report.IsAddressDead),
            "DELIVERED" => reports.RecordAsync(report.NotificationId, NotificationState.Delivered, null, cancellationToken),
            _ => Task.FromResult(false), // delayed, relayed, expanded: nothing to go by
        });
        return new ReportBounceResponse();
    }
}

internal static class BounceErrors
{
    public static Error NotAllowed { get; } = new(
        "bounce.not_allowed", "The token is not the one that is configured.", ErrorKind.Forbidden);

    public static Error Unreadable { get; } = Error.Validation(
        [new FieldError("body", "This is no delivery status notification of a mail of ours.")]);
}
