using Logistics.Contracts.Notifications.V1;
using Logistics.Gateway.Api;
using Logistics.Gateway.Http;
using Notification = Logistics.Gateway.Api.Notification;
using Proto = Logistics.Contracts.Notifications.V1;

namespace Logistics.Gateway.Features.ListNotifications;

internal static class ListNotificationsEndpoint
{
    public static async Task<IResult> HandleAsync(
        string? trackingNumber,
        string? cursor,
        string? limit,
        bool? unread,
        NotificationsService.NotificationsServiceClient notifications,
        CancellationToken cancellationToken)
    {
        if (!PageLimit.Read(limit).IsSuccess(out var count, out var error))
        {
            return new ProblemResult(error);
        }

        var request = new ListNotificationsRequest
        {
            Cursor = cursor ?? "",
            Limit = count,
            TrackingNumber = trackingNumber ?? "",
            Unread = unread ?? false,
        };
        var page = await notifications.ListNotificationsAsync(request, cancellationToken: cancellationToken);
        return TypedResults.Ok(new NotificationPage
        {
            Items = [.. page.Notifications.Select(ToApi)],
            NextCursor = page.NextCursor.OrNull(),
        });
    }

    public static Notification ToApi(Proto.Notification notification) => new()
    {
        Id = notification.Id,
        EventId = notification.EventId,
        TrackingNumber = notification.TrackingNumber.OrNull(),
        Template = notification.Template,
        Channel = notification.Channel,
        RecipientRole = notification.RecipientRole.OrNull(),
        UserId = notification.UserId.OrNull(),
        Address = notification.Address.OrNull(),
        State = notification.State,
        Reason = notification.Reason.OrNull(),
        Title = notification.Title.OrNull(),
        Body = notification.Body.OrNull(),
        CreatedAt = notification.CreatedAt.ToDateTimeOffset(),
        UpdatedAt = notification.UpdatedAt.ToDateTimeOffset(),
        RequestId = notification.RequestId.OrNull(),
        ReadAt = notification.ReadAt?.ToDateTimeOffset(),
    };
}
