using Logistics.ServiceDefaults.Results;

namespace Logistics.Shipments.Features.ShareShipment;

internal static class ShareErrors
{
    /// <summary>For what was never a link, has expired or was revoked: the answer does not tell which.</summary>
    public static readonly Error NotFound = new(
        "share.not_found", "This link does not work, or does not work any more.", ErrorKind.NotFound);

    public static readonly Error TooMany =
        new("share.too_many", $"A shipment has at most {ShareHandler.MaxInForce} links in force; revoke one first.", ErrorKind.Conflict);
}
