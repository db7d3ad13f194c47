using MimeKit.Wire;

namespace MimeKit;

/// <summary>One mailbox: <c>Amina &lt;amina@example.com&gt;</c>.</summary>
public class MailboxAddress : InternetAddress
{
    /// <exception cref="ParseException"><paramref name="address"/> is no address.</exception>
    public MailboxAddress(string? name, string address)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!AddressText.IsAddress(address))
        {
            throw new ParseException("Invalid addr-spec.", 0, 0);
        }

        Address = address;
    }

    public string Address { get; }

    public string LocalPart => Address[..Address.LastIndexOf('@')];

    public string Domain => Address[(Address.LastIndexOf('@') + 1)..];

    /// <summary>The address, with its domain in ASCII (punycode) when <paramref name="idnEncode"/>.</summary>
    public string GetAddress(bool idnEncode) => idnEncode ? $"{LocalPart}@{AddressText.ToAscii(Domain)}" : Address;

    public override string ToString() => string.IsNullOrEmpty(Name) ? Address : $"{AddressText.Phrase(Name)} <{Address}>";
}
