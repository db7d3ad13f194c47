using System.Buffers.Text;
using Logistics.Shipments.Domain;

namespace Logistics.Shipments.Features.ListShipments;

/// <summary>Where a page ended, as text that callers hand back and need not understand: the last shipment's id in base64url.</summary>
internal static class PageCursor
{
    public static string After(ShipmentId last) => Base64Url.EncodeToString(last.Value.ToByteArray(bigEndian: true));

    /// <summary>Reads a cursor; nothing in it means the first page. False for what is no cursor.</summary>
    public static bool TryRead(string cursor, out ShipmentId? last)
    {
        last = null;
        if (cursor.Length == 0)
        {
            return true;
        }

        Span<byte> bytes = stackalloc byte[16];
        if (!Base64Url.TryDecodeFromChars(cursor, bytes, out var written) || written != bytes.Length)
        {
            return false;
        }

        last = new ShipmentId(new Guid(bytes, bigEndian: true));
        return true;
    }
}
