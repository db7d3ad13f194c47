using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Notifications.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using MimeKit;

namespace Logistics.Notifications.Features.ReadMailbox;

/// <summary>One mail, as it is and as a mail program would show it.</summary>
internal sealed class GetMailHandler(Mailbox mailbox)
{
    public async Task<Result<Mail>> HandleAsync(GetMailRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!mailbox.IsInUse)
        {
            return MailboxErrors.NotInUse;
        }

        var mails = await mailbox.OpenAsync(caller, cancellationToken);
        if (!Guid.TryParse(request.Id, out var id)
            || await mails.FirstOrDefaultAsync(mail => mail.Id == id, cancellationToken) is not { } found)
        {
            return MailboxErrors.NotFound;
        }

        using var raw = new MemoryStream(found.Raw);
        using var message = await MimeMessage.LoadAsync(raw, cancellationToken);
        return new Mail
        {
            Id = found.Id.ToString(),
            To = found.To,
            Subject = found.Subject,
            MessageId = found.MessageId,
            SentAt = found.SentAt.ToTimestamp(),
            Raw = ByteString.CopyFrom(found.Raw),
            Text = message.TextBody ?? string.Empty,
            Html = message.HtmlBody ?? string.Empty,
        };
    }
}
