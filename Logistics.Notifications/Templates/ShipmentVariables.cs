using Logistics.Contracts;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Contracts.Notifications.V1;

namespace Logistics.Notifications.Templates;

/// <summary>What a template can say about a shipment event.</summary>
internal static class ShipmentVariables
{
    public static VariableSchema Schema { get; } = new(
    [
        new("trackingNumber", VariableType.String) { Example = "PKG7K3M9QX2VHDTG" },
        new("senderName", VariableType.String) { Example = "Kasbah Books" },
        new("recipientName", VariableType.String) { Example = "Amina" },
        new("destinationCity", VariableType.String) { Example = "Oran" },
        new("place", VariableType.String) { Example = "Algiers Sorting Center" },
        new("reason", VariableType.String, Required: false) { Example = "" },
    ]);

    /// <param name="locale">The template's: some values are words.</param>
    public static Dictionary<string, string> Of(ShipmentEvent @event, string locale) => new(StringComparer.Ordinal)
    {
        ["trackingNumber"] = @event.TrackingNumber,
        ["senderName"] = @event.Sender.Name,
        ["recipientName"] = @event.Recipient.Name,
        ["destinationCity"] = @event.Recipient.City,
        ["place"] = @event.Place?.Name ?? @event.Place?.City ?? Language.Of(locale)["somewhere"],
        ["reason"] = @event.ReasonCode is null or ReasonCode.Unspecified or ReasonCode.Other
            ? ""
            : Language.Of(locale)[@event.ReasonCode.Value.ToWire()],
    };
}
