using System.Diagnostics;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Telemetry;
using Logistics.Notifications.Templates;

namespace Logistics.Notifications.Features.SendAccountMail;

/// <summary>
/// Has people written to about their account. That is critical: no preference suppresses it. Title and text are kept without the link, which is in the
/// variables only, and only until the mail has gone.
/// </summary>
internal sealed class AccountMailHandler(
    ITemplateSource templates, IEnumerable<IChannelSender> senders, DispatchSignal signal, NotificationMetrics metrics, TimeProvider clock)
    : IEventHandler<NotificationsDbContext>
{
    private readonly bool _isConfigured = senders.Any(sender => sender.Channel == Channel.Email);

    public async Task HandleAsync(IReadOnlyList<IEvent> events, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var planned = events.OfType<AccountMail>().Select(mail => Plan(mail, now)).ToList();
        var added = await NotificationRows.AddAsync(planned, db, cancellationToken);
        foreach (var notification in planned.Where(notification => added.Contains(notification.Id)))
        {
            metrics.Reached(notification.Channel, notification.State, notification.Reason, TimeSpan.Zero);
            if (NotificationEvents.Of(notification, notification.State, notification.Reason, now) is { } @event)
            {
                db.Publish(@event);
            }
        }
    }

    public Task CommittedAsync(IReadOnlyList<IEvent> events, CancellationToken cancellationToken)
    {
        signal.Wake();
        return Task.CompletedTask;
    }

    private Notification Plan(AccountMail mail, DateTimeOffset now)
    {
        var (state, reason) = Begin(mail, now);
        var variables = AccountVariables.Of(mail);
        var template = templates.Get(mail.EventName, Channel.Email, mail.Locale);
        var text = template.Render(variables);
        return new Notification
        {
            Id = Guid.CreateVersion7(now),
            CauseId = mail.EventId,
            Role = RecipientRole.Account,
            Channel = Channel.Email,
            Priority = Priority.High,
            Category = Category.Account,
            OwnerId = mail.UserId,
            UserId = mail.UserId,
            Address = reason == Reasons.InvalidAddress ? null : mail.Email,
            Locale = template.Locale,
            Template = template.Key,
            Variables = state == NotificationState.Queued ? variables : [],
            Title = text.Title,
            Body = text.Body,
            Parts = text.Parts,
            State = state,
            Reason = reason,
            DueAt = state == NotificationState.Queued ? now : null,
            ExpiresAt = (mail as AccountLinkMail)?.ExpiresAt.ToUniversalTime(),
            TraceParent = Activity.Current?.Id,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    private (NotificationState State, string? Reason) Begin(AccountMail mail, DateTimeOffset now) => mail switch
    {
        AccountLinkMail { ExpiresAt: var expiresAt } when expiresAt <= now => (NotificationState.Expired, Reasons.LinkExpired),
        _ when !_isConfigured => (NotificationState.Suppressed, Reasons.ChannelNotConfigured),
        _ when !EmailAddress.IsDeliverable(mail.Email) => (NotificationState.Suppressed, Reasons.InvalidAddress),
        _ => (NotificationState.Queued, null),
    };
}
