using System.Buffers.Text;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Identity.Features;

/// <summary>
/// Which part of a list is wanted, newest first. Ids are UUIDv7: their order is that of creation, and a cursor is the last one seen.
/// </summary>
internal sealed record Page(Guid? After, int Limit)
{
    private const int DefaultLimit = 20;
    private const int MaxLimit = 100;

    public static Page Of(string cursor, int limit, FieldFaults faults)
    {
        if (limit is < 0 or > MaxLimit)
        {
            faults.Add("limit", $"Is from 1 to {MaxLimit}.");
        }

        Guid? after = null;
        Span<byte> bytes = stackalloc byte[16];
        if (cursor.Length > 0)
        {
            if (Base64Url.IsValid(cursor, out var length) && length == bytes.Length && Base64Url.TryDecodeFromChars(cursor, bytes, out _))
            {
                after = new Guid(bytes, bigEndian: true);
            }
            else
            {
                faults.Add("cursor", "Is the nextCursor of an earlier answer.");
            }
        }

        return new Page(after, limit == 0 ? DefaultLimit : limit);
    }

    /// <summary>One more is to be read than is shown: it tells whether there is more.</summary>
    public int Read => Limit + 1;

    /// <summary>Of what was read, what is shown; and the cursor of the rest, empty where there is none.</summary>
    public (IReadOnlyList<T> Shown, string NextCursor) Cut<T>(IReadOnlyList<T> found, Func<T, Guid> id) => found.Count <= Limit
        ? (found, string.Empty)
        : ([.. found.Take(Limit)], Base64Url.EncodeToString(id(found[Limit - 1]).ToByteArray(bigEndian: true)));
}
