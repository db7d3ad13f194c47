using Logistics.Contracts;
using Logistics.Contracts.Notifications.V1;
using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Logistics.ServiceDefaults.Results;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.Unsubscribe;

/// <summary>
/// Someone who holds a mail wants no more of its kind at that address. The link proves that; a session would prove nothing about it. Mail
/// about the account itself has no such link.
/// </summary>
internal sealed class UnsubscribeHandler(NotificationsDbContext db, TimeProvider clock)
{
    public async Task<Result<UnsubscribeResponse>> HandleAsync(UnsubscribeRequest request, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(request.NotificationId, out var id) || !Guid.TryParse(request.Token, out var token)
            || await db.Notifications.AsNoTracking()
                .SingleOrDefaultAsync(mail => mail.Id == id && mail.UnsubscribeToken == token, cancellationToken) is not { } mail)
        {
            return UnsubscribeErrors.NotFound;
        }

        await db.SuppressAsync(id, mail.Category.ToWire(), Reasons.Unsubscribed, detail: null, clock.GetUtcNow(), cancellationToken);
        return new UnsubscribeResponse();
    }
}

internal static class UnsubscribeErrors
{
    public static Error NotFound { get; } = new(
        "unsubscribe.not_found", "This link is none of ours, or what it was for is gone.", ErrorKind.NotFound);
}
