using System.Diagnostics;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;
using Logistics.Messaging;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Rules;
using Logistics.Notifications.Telemetry;
using Logistics.Notifications.Templates;

namespace Logistics.Notifications.Features.SendAccountMail;

/// <summary>
/// Has people written to about their account. That is critical: no preference suppresses or delays it. Title and text are kept without the
/// link, which is in the variables only, and only until the mail has gone.
/// </summary>
internal sealed class AccountMailHandler(
    ITemplateSource templates, Rulebook rules, DispatchSignal signal, NotificationMetrics metrics, TimeProvider clock)
    : IEventHandler<NotificationsDbContext>
{
    public async Task HandleAsync(IReadOnlyList<IEvent> events, NotificationsDbContext db, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var mails = events.OfType<AccountMail>().ToList();
        var decisions = await rules.DecideAsync(mails.ConvertAll(Candidate), db, now, cancellationToken);
        var planned = mails.Zip(decisions).Select(pair => Make(pair.First, pair.Second, now)).ToList();
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

    private static Candidate Candidate(AccountMail mail) => new()
    {
        Template = mail.EventName,
        Category = Category.Account,
        Channel = Channel.Email,
        Priority = Priority.High,
        IsCritical = true,
        Address = mail.Email,
        ExpiresAt = (mail as AccountLinkMail)?.ExpiresAt.ToUniversalTime(),
        OwnerId = mail.UserId,
    };

    private Notification Make(AccountMail mail, Decision decision, DateTimeOffset now)
    {
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
            Address = decision.Reason == Reasons.InvalidAddress ? null : mail.Email,
            Locale = template.Locale,
            Template = template.Key,
            Variables = decision.DueAt is null ? [] : variables,
            Title = text.Title,
            Body = text.Body,
            Parts = text.Parts,
            State = decision.State,
            Reason = decision.Reason,
            Rule = decision.Rule,
            RuleData = decision.Data,
            DueAt = decision.DueAt,
            ExpiresAt = (mail as AccountLinkMail)?.ExpiresAt.ToUniversalTime(),
            TraceParent = Activity.Current?.Id,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }
}
