using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Notifications.V1;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.ReadMailbox;

/// <summary>The mails in the development mailbox, newest first, without their contents.</summary>
internal sealed class ListMailsHandler(Mailbox mailbox)
{
    public async Task<Result<ListMailsResponse>> HandleAsync(ListMailsRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!mailbox.IsInUse)
        {
            return MailboxErrors.NotInUse;
        }

        if (!Page.Of(request.Cursor, request.Limit).IsSuccess(out var page, out var error))
        {
            return error;
        }

        var mails = await mailbox.OpenAsync(caller, cancellationToken);
        mails = request.To.Length > 0 ? Mailbox.To(mails, request.To) : mails;
        if (page.After is { } after)
        {
            mails = mails.Where(
                mail => EF.Functions.LessThan(ValueTuple.Create(mail.SentAt, mail.Id), ValueTuple.Create(after.At, after.Id)));
        }

        var found = await mails
            .OrderByDescending(mail => mail.SentAt).ThenByDescending(mail => mail.Id)
            .Take(page.Limit + 1)
            .Select(mail => new { mail.Id, mail.To, mail.Subject, mail.MessageId, mail.SentAt })
            .ToListAsync(cancellationToken);
        var shown = found.Take(page.Limit).ToList();
        return new ListMailsResponse
        {
            Mails =
            {
                shown.Select(mail => new Mail
                {
                    Id = mail.Id.ToString(),
                    To = mail.To,
                    Subject = mail.Subject,
                    MessageId = mail.MessageId,
                    SentAt = mail.SentAt.ToTimestamp(),
                }),
            },
            NextCursor = found.Count > shown.Count ? new PageCursor(shown[^1].SentAt, shown[^1].Id).ToString() : string.Empty,
        };
    }
}
