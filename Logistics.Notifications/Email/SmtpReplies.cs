using Logistics.Notifications.Dispatch;
using MailKit.Net.Smtp;

namespace Logistics.Notifications.Email;

/// <summary>What a server's refusal means for a mail (RFC 5321 section 4.2.1): 4xx is for now, 5xx for good.</summary>
internal static class SmtpReplies
{
    public static SendOutcome Classify(SmtpCommandException refusal)
    {
        var status = (int)refusal.StatusCode;
        var reason = $"smtp_{status}";
        return (status / 100, refusal.ErrorCode) switch
        {
            // It is closing down, or does not want us as a sender: no other mail would fare better.
            (_, _) when refusal.StatusCode == SmtpStatusCode.ServiceNotAvailable => new(SendResult.NotTried, reason),
            (5, SmtpErrorCode.SenderNotAccepted) => new(SendResult.NotTried, reason),
            // Not 552: a mailbox that is full will be emptied.
            (5, SmtpErrorCode.RecipientNotAccepted) when status is 550 or 551 or 553 => new(SendResult.Bounced, reason),
            (5, _) => new(SendResult.Rejected, reason),
            _ => new(SendResult.Refused, reason),
        };
    }
}
