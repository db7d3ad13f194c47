using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Persistence;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.KeepContacts;

/// <summary>
/// Mail to accounts that we have not heard of yet, or whose address is not confirmed. Accounts and shipments arrive by different queues, so
/// either may be first.
/// </summary>
internal sealed class WaitingMail(IServiceScopeFactory scopes, DispatchSignal signal, TimeProvider clock)
{
    /// <summary>
    /// Lets go what waits for an account that is known by now. To be called after the commit of a contact and after that of a mail that
    /// waits for one: whichever comes second sees the other. If neither gets to it, the mail looks for itself when its time is up.
    /// </summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var now = clock.GetUtcNow();
        await scope.ServiceProvider.GetRequiredService<NotificationsDbContext>().Database.ExecuteSqlAsync(
            $"""
            UPDATE notifications n SET due_at = {now} FROM contacts c
            WHERE c.user_id = n.user_id AND c.email_confirmed AND n.channel = 'EMAIL'
                AND n.due_at > {now} AND n.state = 'DEFERRED' AND n.reason = {Reasons.ContactUnknown}
            """,
            cancellationToken);
        signal.Wake();
    }
}
