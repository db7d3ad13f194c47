using System.Diagnostics.CodeAnalysis;
using Logistics.Contracts.Common.V1;
using Logistics.Contracts.Events;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Templates;

/// <summary>The names of templates: <c>shipment.picked_up.recipient</c>.</summary>
internal static class TemplateCodes
{
    [SuppressMessage("Globalization", "CA1308", Justification = "Codes are in lower case.")]
    public static string For(ShipmentStatus status, RecipientRole role) => $"{ShipmentEventNames.For(status)}.{role.ToString().ToLowerInvariant()}";
}
