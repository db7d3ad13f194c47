using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Net.Mail;

namespace Logistics.Notifications.Domain;

/// <summary>What mail can be sent to, and how two addresses are compared.</summary>
internal static class EmailAddress
{
    public const int Longest = 320;

    private static readonly SearchValues<char> Structural = SearchValues.Create("\r\n\t <>\"(),:;\\");

    /// <summary>Local parts may differ by case in theory; no provider that people use makes the difference.</summary>
    [SuppressMessage(
        "Globalization",
        "CA1308",
        Justification = "Addresses are shown and kept in lower case by convention; no round trip is needed.")]
    public static string KeyOf(string address) => address.Trim().ToLowerInvariant();

    /// <summary>Whether it is one address, with an ASCII local part, which is all that every mail server takes.</summary>
    public static bool IsDeliverable(string address) =>
        address.Length <= Longest
        && !address.AsSpan().ContainsAny(Structural)
        && MailAddress.TryCreate(address, out var parsed)
        && parsed.Address == address
        && System.Text.Ascii.IsValid(parsed.User);

    /// <summary><c>amina@example.com</c> → <c>a***@example.com</c>: enough to recognise one's own, too little to write to.</summary>
    public static string Mask(string address)
    {
        var at = address.LastIndexOf('@');
        return at > 0 ? $"{address[0]}***{address[at..]}" : "***";
    }
}
