using Logistics.ServiceDefaults.Results;

namespace Logistics.Notifications.Features.ReadMailbox;

internal static class MailboxErrors
{
    public static Error NotInUse { get; } = new(
        "mailbox.not_in_use",
        "Mail goes to a server, or nowhere; there is a mailbox only in development without one.",
        ErrorKind.IllegalState);

    public static Error NotFound { get; } = new("mail.not_found", "There is no such mail.", ErrorKind.NotFound);
}
