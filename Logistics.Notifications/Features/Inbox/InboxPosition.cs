using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Logistics.Notifications.Features.Inbox;

/// <summary>
/// Up to where a client has seen the changes of its inbox: a snapshot of PostgreSQL (<c>pg_snapshot</c>, in its text form), that is, which
/// transactions it had seen the end of. What another transaction changed is new, in whatever order they commit.
/// </summary>
/// <param name="Text">As PostgreSQL writes and reads it: <c>10:20:10,14,15</c>.</param>
/// <param name="End">The first transaction that had not begun.</param>
internal sealed record InboxPosition(string Text, ulong End)
{
    /// <summary>PostgreSQL refuses, by an exception, what is none; so it never sees such.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out InboxPosition? position)
    {
        position = null;
        if (text.Length > 8_000 || text.Split(':') is not [var first, var end, var open]
            || !IsTransaction(first, out var min) || !IsTransaction(end, out var max) || min == 0 || min > max)
        {
            return false;
        }

        var last = min;
        foreach (var part in open.Length == 0 ? [] : open.Split(','))
        {
            if (!IsTransaction(part, out var transaction) || transaction < last || transaction >= max)
            {
                return false;
            }

            last = transaction;
        }

        position = new InboxPosition(text, max);
        return true;
    }

    /// <summary>Transactions have 64 bits, of which PostgreSQL reads all; a sign or space is none of them.</summary>
    private static bool IsTransaction(string text, out ulong transaction) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out transaction);
}
