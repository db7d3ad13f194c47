using System.Diagnostics.CodeAnalysis;
using Logistics.Notifications.Domain;

namespace Logistics.Notifications.Templates;

/// <summary>The names of templates: <c>shipment.picked_up.recipient</c>.</summary>
internal static class TemplateCodes
{
    /// <summary>Several messages in one.</summary>
    public const string Digest = "digest";

    [SuppressMessage("Globalization", "CA1308", Justification = "Codes are in lower case.")]
    public static string For(string eventName, RecipientRole role) => $"{eventName}.{role.ToString().ToLowerInvariant()}";
}
