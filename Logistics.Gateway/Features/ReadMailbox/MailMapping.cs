using Logistics.Gateway.Api;
using Proto = Logistics.Contracts.Notifications.V1;

namespace Logistics.Gateway.Features.ReadMailbox;

internal static class MailMapping
{
    public static Api.Mail ToApi(this Proto.Mail mail) => new()
    {
        Id = mail.Id,
        To = mail.To,
        Subject = mail.Subject,
        SentAt = mail.SentAt.ToDateTimeOffset(),
        MessageId = mail.MessageId,
        Text = mail.Text.OrNull(),
        Html = mail.Html.OrNull(),
    };
}
