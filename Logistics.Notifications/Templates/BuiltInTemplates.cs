using System.Collections.Frozen;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Notifications.Domain;
using static Logistics.Contracts.Common.V1.ShipmentStatus;

namespace Logistics.Notifications.Templates;

/// <summary>The wordings that come with the product: of shipments in English, of accounts in all their languages.</summary>
internal sealed class BuiltInTemplates : ITemplateSource
{
    private static readonly FrozenDictionary<string, Template> English = new Dictionary<string, Template>(
    [
        Sender(Created, "📝 Your shipment is registered",
            "Your package to {{recipientName}} in {{destinationCity}} is registered. We will tell you when it is picked up."),
        Recipient(Created, "📬 A package is coming to you",
            "{{senderName}} is sending you a package. We will tell you when it is on its way."),
        Sender(PickupScheduled, "🗓️ The pick-up is arranged", "Your package to {{recipientName}} will be picked up soon. Please keep it ready."),
        .. Everyone(PickedUp, "📦 Your package has been picked up", "It is on its way from {{senderName}} to {{recipientName}} in {{destinationCity}}."),
        .. Everyone(InTransit, "🛣️ Your package is on its way", "It is moving on towards {{destinationCity}}. Last seen: {{place}}."),
        .. Everyone(ArrivedAtWarehouse, "🏬 Your package has reached a sorting centre", "It has arrived at {{place}} and will go on from there."),
        .. Everyone(InCustoms, "🛃 Your package is in customs", "The customs office is looking at it. This can take a while.\n\n{{reason}}"),
        Sender(OutForDelivery, "🚚 Your package is out for delivery", "It should reach {{recipientName}} today."),
        Recipient(OutForDelivery, "🚚 Your package is out for delivery", "The package from {{senderName}} should reach you today."),
        Sender(DeliveryAttempted, "🔔 We could not deliver your package", "We were at {{recipientName}}'s and will try again.\n\n{{reason}}"),
        Recipient(DeliveryAttempted, "🔔 We could not deliver your package",
            "We came with the package from {{senderName}} and could not hand it over. We will try again.\n\n{{reason}}"),
        Sender(AvailableForPickup, "📍 Your package can be collected", "It is waiting for {{recipientName}} at {{place}}."),
        Recipient(AvailableForPickup, "📍 Your package can be collected", "The package from {{senderName}} is waiting for you at {{place}}."),
        Sender(Delivered, "✅ Your package has been delivered", "{{recipientName}} has it."),
        Recipient(Delivered, "✅ Your package has been delivered", "The package from {{senderName}} has been handed over. Thank you for being there."),
        .. Everyone(OnHold, "⏸️ Your package is on hold", "It is waiting at {{place}}.\n\n{{reason}}"),
        new(TemplateCodes.For(ShipmentEventNames.Released, RecipientRole.Sender), new Template(
            "▶️ Your shipment goes on", "It is on hold no more. Your package to {{recipientName}} will be picked up.")),
        .. Everyone(Damaged, "⚠️ Your package is damaged", "We are sorry. We are finding out what happened and what can be saved."),
        .. Everyone(Lost, "🔍 We are looking for your package", "We are sorry. It is not where it should be, and we are searching for it."),
        Sender(Returning, "↩️ Your package is coming back", "It could not be delivered to {{recipientName}} and is on its way back to you.\n\n{{reason}}"),
        Recipient(Returning, "↩️ Your package is going back", "It could not be delivered and is on its way back to {{senderName}}.\n\n{{reason}}"),
        Sender(Returned, "↩️ Your package is back", "The package to {{recipientName}} has been returned to you."),
        Recipient(Returned, "↩️ Your package has been returned", "{{senderName}} has it back."),
        Sender(Cancelled, "✖️ Your shipment is cancelled", "The package to {{recipientName}} will not be sent."),
        Recipient(Cancelled, "✖️ A shipment to you is cancelled", "{{senderName}} will not send the package that was announced."),
        .. Everyone(Disposed, "🗑️ Your package has been disposed of", "It could neither be delivered nor returned.\n\n{{reason}}"),
    ]).ToFrozenDictionary(StringComparer.Ordinal);

    public Template Find(string code, string locale) =>
        AccountTemplates.Find(code, locale) ?? English.GetValueOrDefault(code) ?? throw new ArgumentException($"There is no template '{code}'.", nameof(code));

    private static KeyValuePair<string, Template> Sender(ShipmentStatus status, string title, string body) =>
        new(TemplateCodes.For(ShipmentEventNames.For(status), RecipientRole.Sender), new Template(title, body));

    private static KeyValuePair<string, Template> Recipient(ShipmentStatus status, string title, string body) =>
        new(TemplateCodes.For(ShipmentEventNames.For(status), RecipientRole.Recipient), new Template(title, body));

    private static KeyValuePair<string, Template>[] Everyone(ShipmentStatus status, string title, string body) =>
        [Sender(status, title, body), Recipient(status, title, body)];
}
