using System.Collections.ObjectModel;
using MimeKit.Wire;

namespace MimeKit;

/// <summary>The addresses of one field.</summary>
public class InternetAddressList : Collection<InternetAddress>
{
    public InternetAddressList()
    {
    }

    public InternetAddressList(IEnumerable<InternetAddress> addresses)
        : base([.. addresses])
    {
    }

    public IEnumerable<MailboxAddress> Mailboxes => this.OfType<MailboxAddress>();

    public void AddRange(IEnumerable<InternetAddress> addresses)
    {
        foreach (var address in addresses)
        {
            Add(address);
        }
    }

    public override string ToString() => string.Join(", ", this);

    /// <summary>The wire form: names quoted or encoded, domains in ASCII.</summary>
    internal IReadOnlyList<string> Tokens() =>
        [.. Mailboxes.SelectMany((mailbox, index) => AddressText.Tokens(mailbox, isLast: index == Count - 1))];
}
