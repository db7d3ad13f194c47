using Logistics.Notifications.Dispatch;
using Logistics.Notifications.Domain;
using Logistics.Notifications.Email;
using Logistics.Notifications.Persistence;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Notifications.Features.ReadMailbox;

/// <summary>
/// The development mailbox as a caller sees it: the mail to one's own address once it is confirmed; ADMIN and SUPPORT see all.
/// </summary>
internal sealed class Mailbox(NotificationsDbContext db, IEnumerable<IChannelSender> senders)
{
    /// <summary>Whether mail goes there at all.</summary>
    public bool IsInUse => senders.OfType<MailboxSender>().Any();

    public async Task<IQueryable<StoredMail>> OpenAsync(Caller caller, CancellationToken cancellationToken)
    {
        var all = db.Mails.AsNoTracking();
        if (caller.IsInRole(Roles.Admin) || caller.IsInRole(Roles.Support))
        {
            return all;
        }

        var own = await db.Contacts.Where(contact => contact.UserId == caller.UserId && contact.EmailConfirmed)
            .Select(contact => contact.EmailKey).FirstOrDefaultAsync(cancellationToken);
        return To(all, own ?? string.Empty);
    }

    /// <summary>Those to one address.</summary>
    public static IQueryable<StoredMail> To(IQueryable<StoredMail> mails, string address)
    {
        var key = EmailAddress.KeyOf(address);
        return mails.Where(mail => mail.ToKey == key);
    }
}
