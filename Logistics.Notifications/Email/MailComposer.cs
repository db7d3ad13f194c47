using Logistics.Notifications.Domain;
using Logistics.Notifications.Templates;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Logistics.Notifications.Email;

/// <summary>
/// Makes the mail of a notification. The same notification makes the same mail, message id included: a second copy can be told by it.
/// </summary>
internal sealed class MailComposer(IOptions<SmtpOptions> options)
{
    private static readonly FormatOptions Wire = WithWireLineEnds();

    public string MessageIdOf(Notification notification) =>
        $"{notification.Id:N}@{options.Value.FromAddress[(options.Value.FromAddress.LastIndexOf('@') + 1)..]}";

    public MimeMessage Compose(Notification notification, string address)
    {
        var language = Language.Of(notification.Locale);
        var content = new MailContent(
            notification.Title,
            notification.Body,
            notification.Parts?.GetValueOrDefault(TemplateParts.Html),
            notification.Parts?.GetValueOrDefault(TemplateParts.Button)
                ?? language.Wordings.GetValueOrDefault(notification.Template)?.Button ?? language["button"],
            notification.TrackingNumber,
            LinkOf(notification) is { } path ? new Uri(options.Value.PublicUrl, path) : null,
            notification.UnsubscribeToken is { } token
                ? new Uri(options.Value.PublicUrl, $"v1/unsubscribe/{notification.Id}/{token}")
                : null,
            notification.Locale);
        var message = new MimeMessage
        {
            Subject = content.Title,
            Date = notification.CreatedAt,
            MessageId = MessageIdOf(notification),
            Body = new BodyBuilder
            {
                TextBody = MailLayout.Text(content),
                HtmlBody = MailLayout.Html(content),
            }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(options.Value.FromName, options.Value.FromAddress));
        message.To.Add(new MailboxAddress(NameOf(notification), address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (content.Unsubscribe is { } unsubscribe)
        {
            // RFC 8058: the reader's mail program posts there, without a session of ours.
            message.Headers.Add("List-Unsubscribe", $"<{unsubscribe.AbsoluteUri}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        message.Prepare(EncodingConstraint.SevenBit);
        return message;
    }

    /// <summary>The mail as it goes over the wire.</summary>
    public static async Task<byte[]> WriteAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        using var raw = new MemoryStream();
        await message.WriteToAsync(Wire, raw, cancellationToken);
        return raw.ToArray();
    }

    private static FormatOptions WithWireLineEnds()
    {
        var format = FormatOptions.Default.Clone();
        format.NewLineFormat = NewLineFormat.Dos;
        return format;
    }

    private static string NameOf(Notification notification) => notification.Role switch
    {
        RecipientRole.Sender => notification.Variables["senderName"],
        RecipientRole.Recipient => notification.Variables["recipientName"],
        RecipientRole.Account => notification.Variables.GetValueOrDefault(AccountVariables.Name, ""),
        RecipientRole.Requested => "",
    };

    /// <summary>Beneath the public address. What someone asked for has none: a variable of theirs is no link of ours.</summary>
    private static string? LinkOf(Notification notification) => notification switch
    {
        { TrackingNumber: { } number } => $"track/{number}",
        { Role: RecipientRole.Account } => notification.Variables.GetValueOrDefault(AccountVariables.Link),
        _ => null,
    };
}
