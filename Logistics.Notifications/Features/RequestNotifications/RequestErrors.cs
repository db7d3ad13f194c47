using Logistics.ServiceDefaults.Results;

namespace Logistics.Notifications.Features.RequestNotifications;

internal static class RequestErrors
{
    public static Error NotFound { get; } = new("notification_request.not_found", "You have made no such request.", ErrorKind.NotFound);

    public static Error Differs { get; } = new(
        "notification_request.differs", "You have made another request by this id. Take a new id for a new request.", ErrorKind.Conflict);

    public static Error TooMany { get; } = new(
        "notification_request.too_many", "This would be more recipients than an account may have in a day.", ErrorKind.Overload);

    public static Error NoSuchNotification { get; } = new(
        "notification.not_found", "There is no such notification, or it is none of yours.", ErrorKind.NotFound);

    public static Error NotYours { get; } = new(
        "notification.not_addressee", "Only whom it was for can say that it arrived.", ErrorKind.Forbidden);
}
