using Google.Protobuf.WellKnownTypes;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;
using NotificationRequestMessage = Logistics.Contracts.Notifications.V1.NotificationRequest;

namespace Logistics.Notifications.Features.RequestNotifications;

/// <summary>Shows what has become of a request.</summary>
internal sealed class RequestReader(NotificationsDbContext db)
{
    public Task<Domain.NotificationRequest?> FindAsync(Guid ownerId, string requestId, CancellationToken cancellationToken) =>
        db.Set<Domain.NotificationRequest>().AsNoTracking()
            .SingleOrDefaultAsync(request => request.OwnerId == ownerId && request.RequestId == requestId, cancellationToken);

    public async Task<NotificationRequestMessage> ShowAsync(Domain.NotificationRequest request, CancellationToken cancellationToken)
    {
        var notifications = await db.Notifications.AsNoTracking()
            .Where(notification => notification.OwnerId == request.OwnerId && notification.RequestId == request.RequestId)
            .OrderBy(notification => notification.RecipientIndex).ThenBy(notification => notification.Channel)
            .Select(notification => new
            {
                notification.Id,
                notification.RecipientIndex,
                notification.Channel,
                notification.State,
                notification.Reason,
                notification.UpdatedAt,
            })
            .ToListAsync(cancellationToken);
        return new NotificationRequestMessage
        {
            RequestId = request.RequestId,
            Template = request.Template,
            Category = CategoryOf(request.Category),
            Priority = request.Priority switch
            {
                Priority.High => NotificationPriority.High,
                Priority.Normal => NotificationPriority.Normal,
                Priority.Bulk => NotificationPriority.Bulk,
            },
            SendAt = request.SendAt?.ToTimestamp(),
            CreatedAt = request.CreatedAt.ToTimestamp(),
            Recipients = request.Recipients,
            Notifications =
            {
                notifications.Select(notification => new RequestedNotification
                {
                    Id = notification.Id.ToString(),
                    Recipient = notification.RecipientIndex ?? 0,
                    Channel = notification.Channel,
                    State = notification.State,
                    Reason = notification.Reason ?? "",
                    UpdatedAt = notification.UpdatedAt.ToTimestamp(),
                }),
            },
        };
    }

    private static NotificationCategory CategoryOf(Category category) => category switch
    {
        Category.ShipmentProgress => NotificationCategory.ShipmentProgress,
        Category.Delivery => NotificationCategory.Delivery,
        Category.Problem => NotificationCategory.Problem,
        Category.News => NotificationCategory.News,
        Category.Account => NotificationCategory.Unspecified,
    };
}
