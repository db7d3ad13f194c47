using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.ExplainNotification;

/// <summary>
/// Says why someone was or was not told, and when they will be. What a person prefers is theirs: others learn the rule, not what it went
/// by.
/// </summary>
internal sealed class ExplainNotificationHandler(NotificationsDbContext db)
{
    public async Task<Result<Explanation>> HandleAsync(
        ExplainNotificationRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(request.Id, out var id)
            || await db.Notifications.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken) is not { } notification
            || !IsVisible(notification, caller))
        {
            return ExplanationErrors.NotFound;
        }

        var changes = await db.NotificationChanges.AsNoTracking().Where(change => change.NotificationId == id).OrderBy(change => change.Id)
            .ToListAsync(cancellationToken);
        var knows = caller.IsStaff || notification.UserId == caller.UserId;
        return new Explanation
        {
            NotificationId = notification.Id.ToString(),
            State = notification.State,
            Rule = notification.Rule?.ToWire() ?? "",
            Reason = notification.Reason ?? "",
            Text = Words.Of(notification, knows ? notification.RuleData : null),
            DueAt = IsAhead(notification) ? notification.DueAt?.ToTimestamp() : null,
            ToldBy = notification.ToldBy?.ToString() ?? "",
            History =
            {
                changes.Select(change => new ExplainedChange
                {
                    State = change.State,
                    Reason = change.Reason ?? "",
                    Attempt = change.Attempt,
                    At = change.At.ToTimestamp(),
                    Text = Words.Of(change),
                }),
            },
        };
    }

    /// <summary>What is only planned is its owner's.</summary>
    private static bool IsVisible(Notification notification, Caller caller) =>
        caller.IsStaff
            || notification.OwnerId == caller.UserId
            || (notification.UserId == caller.UserId && notification.State != NotificationState.Accepted);

    /// <summary>In a worker's hands the time is that of its lease.</summary>
    private static bool IsAhead(Notification notification) => notification.State != NotificationState.Sending;
}

internal static class ExplanationErrors
{
    public static Error NotFound { get; } = new("notification.not_found", "There is no such notification.", ErrorKind.NotFound);
}
