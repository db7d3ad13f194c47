using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Features.ListNotifications;
using Logistics.Notifications.Persistence;
using Logistics.Notifications.Telemetry;
using Logistics.ServiceDefaults.Authentication;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;
using NotificationMessage = Logistics.Contracts.Notifications.V1.Notification;
using NotificationRequestMessage = Logistics.Contracts.Notifications.V1.NotificationRequest;

namespace Logistics.Notifications.Features.RequestNotifications;

/// <summary>What became of what the caller asked for, and calling it off.</summary>
internal sealed class OwnRequestsHandler(
    NotificationsDbContext db, RequestReader requests, Reports reports, NotificationMetrics metrics, TimeProvider clock)
{
    public async Task<Result<NotificationRequestMessage>> GetAsync(
        GetRequestRequest request, Caller caller, CancellationToken cancellationToken) =>
        await requests.FindAsync(caller.UserId, request.RequestId, cancellationToken) is { } made
            ? await requests.ShowAsync(made, cancellationToken)
            : RequestErrors.NotFound;

    /// <summary>What a worker has in its hands may be with the provider already; it goes its way.</summary>
    public async Task<Result<CancelRequestResponse>> CancelAsync(
        CancelRequestRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (await requests.FindAsync(caller.UserId, request.RequestId, cancellationToken) is not { } made)
        {
            return RequestErrors.NotFound;
        }

        var cancelled = await db.Database.CreateExecutionStrategy().ExecuteAsync(async () =>
        {
            db.ChangeTracker.Clear();
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            var now = clock.GetUtcNow();
            var called = await db.CancelAsync(caller.UserId, made.RequestId, now, cancellationToken);
            db.PublishAll(called, metrics, now);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return called.Count;
        });
        return new CancelRequestResponse { Cancelled = cancelled, Request = await requests.ShowAsync(made, cancellationToken) };
    }

    public async Task<Result<NotificationMessage>> GetAsync(
        GetNotificationRequest request, Caller caller, CancellationToken cancellationToken) =>
        await FindAsync(request.Id, caller, cancellationToken) is { } notification
            ? ListNotificationsHandler.Show(notification, caller)
            : RequestErrors.NoSuchNotification;

    public async Task<Result<NotificationMessage>> ReportAsync(
        ReportReceiptRequest request, Caller caller, CancellationToken cancellationToken)
    {
        if (await FindAsync(request.Id, caller, cancellationToken) is not { } notification || notification.Channel != request.Channel)
        {
            return RequestErrors.NoSuchNotification;
        }

        if (request.Delivered)
        {
            if (notification.UserId != caller.UserId)
            {
                return RequestErrors.NotYours;
            }

            await reports.RecordAsync(notification.Id, NotificationState.Delivered, reason: null, cancellationToken);
        }

        return await GetAsync(new GetNotificationRequest { Id = request.Id }, caller, cancellationToken);
    }

    private async Task<Notification?> FindAsync(string id, Caller caller, CancellationToken cancellationToken) =>
        !Guid.TryParse(id, out var guid) ? null
        : await db.Notifications.AsNoTracking().SingleOrDefaultAsync(
            notification => notification.Id == guid
                && (caller.IsStaff
                    || notification.OwnerId == caller.UserId
                    // What is to be told is not told yet.
                    || (notification.UserId == caller.UserId && notification.State != NotificationState.Accepted)),
            cancellationToken);
}
