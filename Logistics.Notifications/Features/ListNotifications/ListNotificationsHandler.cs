using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Features.Inbox;
using Logistics.Notifications.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using NotificationMessage = Logistics.Contracts.Notifications.V1.Notification;

namespace Logistics.Notifications.Features.ListNotifications;

/// <summary>
/// What the caller was told; with a tracking number, also what others were told of a shipment that the caller owns or works on.
/// </summary>
internal sealed class ListNotificationsHandler(NotificationsDbContext db)
{
    public async Task<Result<ListNotificationsResponse>> HandleAsync(
        ListNotificationsRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (!Page.Of(request.Cursor, request.Limit).IsSuccess(out var page, out var error))
        {
            return error;
        }

        var visible = Visible(request.TrackingNumber, caller);
        if (request.Unread)
        {
            visible = visible.UnreadBy(caller.UserId);
        }

        if (page.After is { } after)
        {
            visible = visible.Where(notification =>
                EF.Functions.LessThan(ValueTuple.Create(notification.CreatedAt, notification.Id), ValueTuple.Create(after.At, after.Id)));
        }

        var found = await visible
            .OrderByDescending(notification => notification.CreatedAt).ThenByDescending(notification => notification.Id)
            .Take(page.Limit + 1)
            .ToListAsync(cancellationToken);
        var shown = found.Take(page.Limit).ToList();
        return new ListNotificationsResponse
        {
            Notifications = { shown.Select(notification => Show(notification, caller)) },
            NextCursor = found.Count > shown.Count ? new PageCursor(shown[^1].CreatedAt, shown[^1].Id).ToString() : string.Empty,
        };
    }

    private IQueryable<Notification> Visible(string trackingNumber, Caller caller)
    {
        // What is to be told at a time is not told yet.
        var all = db.Notifications.AsNoTracking()
            .Where(notification => notification.State != NotificationState.Accepted || notification.OwnerId == caller.UserId);
        if (trackingNumber.Length == 0)
        {
            return all.Where(notification => notification.UserId == caller.UserId);
        }

        // A number that is none has no notifications, like one that was never issued.
        var canonical = TrackingNumber.TryParse(trackingNumber, out var number) ? number.ToString() : string.Empty;
        var ofShipment = all.Where(notification => notification.TrackingNumber == canonical);
        return caller.IsStaff
            ? ofShipment
            : ofShipment.Where(notification => notification.OwnerId == caller.UserId || notification.UserId == caller.UserId);
    }

    public static NotificationMessage Show(Notification notification, Caller caller)
    {
        var address = notification.Address ?? string.Empty;
        var maySee = caller.IsStaff || notification.UserId == caller.UserId || address.Length == 0;
        return new NotificationMessage
        {
            Id = notification.Id.ToString(),
            EventId = notification.CauseId.ToString(),
            TrackingNumber = notification.TrackingNumber ?? string.Empty,
            Template = notification.Template,
            Channel = notification.Channel,
            RecipientRole = RoleName(notification.Role),
            UserId = notification.UserId is { } userId && maySee ? userId.ToString() : string.Empty,
            Address = maySee ? address : EmailAddress.Mask(address),
            State = notification.State,
            Reason = notification.Reason ?? string.Empty,
            Title = notification.Title,
            Body = notification.Body,
            CreatedAt = notification.CreatedAt.ToTimestamp(),
            UpdatedAt = notification.UpdatedAt.ToTimestamp(),
            ReadAt = notification.ReadAt?.ToTimestamp(),
            RequestId = notification.OwnerId == caller.UserId ? notification.RequestId ?? string.Empty : string.Empty,
        };
    }

    private static string RoleName(RecipientRole role) => role switch
    {
        RecipientRole.Sender => "sender",
        RecipientRole.Recipient => "recipient",
        RecipientRole.Account => "account",
        RecipientRole.Requested => "requested",
    };
}
