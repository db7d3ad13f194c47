using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;

namespace Logistics.Notifications.Templates;

/// <summary>What a template can say about a shipment event.</summary>
internal static class ShipmentVariables
{
    public static Dictionary<string, string> Of(ShipmentEvent @event) => new(StringComparer.Ordinal)
    {
        ["trackingNumber"] = @event.TrackingNumber,
        ["senderName"] = @event.Sender.Name,
        ["recipientName"] = @event.Recipient.Name,
        ["destinationCity"] = @event.Recipient.City,
        ["place"] = @event.Place?.Name ?? @event.Place?.City ?? "one of our sites",
        ["reason"] = InWords(@event.ReasonCode ?? ReasonCode.Unspecified),
    };

    private static string InWords(ReasonCode reason) => reason switch
    {
        ReasonCode.Refused => "It was refused.",
        ReasonCode.Absent => "Nobody was there.",
        ReasonCode.AddressProblem => "There is a problem with the address.",
        ReasonCode.Weather => "The weather does not allow it.",
        ReasonCode.Missorted => "It went the wrong way and is being put right.",
        ReasonCode.CustomsDocuments => "Customs documents are missing.",
        ReasonCode.Payment => "A payment is due.",
        ReasonCode.DamagedInTransit => "It was damaged on the way.",
        ReasonCode.CustomerRequest => "It was asked for.",
        ReasonCode.Other or ReasonCode.Unspecified => string.Empty,
    };
}
