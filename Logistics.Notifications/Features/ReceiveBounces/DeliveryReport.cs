using System.Text.RegularExpressions;

namespace Logistics.Notifications.Features.ReceiveBounces;

/// <summary>
/// What a delivery status notification (RFC 3464) says of a mail of ours. It is known by the message id in the headers that come back with
/// it: <c>Message-ID: &lt;0193…@logistics.example&gt;</c> beside <c>Action: failed</c> and <c>Status: 5.1.1</c>.
/// </summary>
internal sealed partial record DeliveryReport(Guid NotificationId, string Action, string Status)
{
    /// <summary>No such mailbox, no such domain, or one that is closed: not what a full mailbox or a policy says.</summary>
    public bool IsAddressDead => Status.StartsWith("5.1.", StringComparison.Ordinal) || Status == "5.2.1";

    /// <returns><see langword="null"/>: it is none, or of no mail of ours.</returns>
    public static DeliveryReport? Read(string message)
    {
        var (ids, action, status) = (OurMessageId().Matches(message), ActionField().Match(message), StatusField().Match(message));
        return ids.Count > 0 && action.Success && status.Success
            ? new DeliveryReport(
                Guid.ParseExact(ids[^1].Groups[1].ValueSpan, "N"), action.Groups[1].Value.ToUpperInvariant(), status.Groups[1].Value)
            : null;
    }

    [GeneratedRegex(@"^Message-ID:\s*<([0-9a-f]{32})@", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex OurMessageId();

    [GeneratedRegex(@"^Action:\s*([a-z]+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ActionField();

    [GeneratedRegex(@"^Status:\s*([245]\.[0-9]{1,3}\.[0-9]{1,3})", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex StatusField();
}
