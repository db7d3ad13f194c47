using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Email;

/// <summary>Development's mail server: a table. A message id that is there already is the same mail, sent twice.</summary>
internal sealed class MailboxSender(MailComposer composer, IServiceScopeFactory scopes, TimeProvider clock) : IChannelSender
{
    public Channel Channel => Channel.Email;

    public string Name => "mailbox";

    public int BatchSize => 100;

    public TimeSpan Lease { get; } = TimeSpan.FromSeconds(10);

    public async Task<IReadOnlyList<SendOutcome>> SendAsync(IReadOnlyList<Notification> batch, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mails = new List<StoredMail>(batch.Count);
        foreach (var notification in batch)
        {
            mails.Add(await StoreAsync(notification, now, cancellationToken));
        }

        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NotificationsDbContext>().Database.ExecuteSqlAsync(
            $"""
            INSERT INTO mails (id, notification_id, to_address, to_key, subject, message_id, sent_at, raw)
            SELECT id, notification_id, to_address, to_key, subject, message_id, {now}, raw
            FROM unnest({Column(mails, mail => mail.Id)}, {Column(mails, mail => mail.NotificationId)}, {Column(mails, mail => mail.To)},
                        {Column(mails, mail => mail.ToKey)}, {Column(mails, mail => mail.Subject)},
                        {Column(mails, mail => mail.MessageId)}, {Column(mails, mail => mail.Raw)})
                AS mail(id, notification_id, to_address, to_key, subject, message_id, raw)
            ON CONFLICT (message_id) DO NOTHING
            """,
            cancellationToken);
        return [.. batch.Select(_ => SendOutcome.Sent)];
    }

    private static T[] Column<T>(List<StoredMail> mails, Func<StoredMail, T> value) => [.. mails.Select(value)];

    private async Task<StoredMail> StoreAsync(Notification notification, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var address = notification.Address ?? throw new ArgumentException("A mail needs an address.", nameof(notification));
        using var message = composer.Compose(notification, address);
        return new StoredMail
        {
            Id = Guid.CreateVersion7(now),
            NotificationId = notification.Id,
            To = address,
            ToKey = EmailAddress.KeyOf(address),
            Subject = message.Subject ?? string.Empty,
            MessageId = composer.MessageIdOf(notification),
            SentAt = now,
            Raw = await MailComposer.WriteAsync(message, cancellationToken),
        };
    }
}
