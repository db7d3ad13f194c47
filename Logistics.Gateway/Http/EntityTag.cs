using System.Globalization;
using Logistics.ServiceDefaults.Results;

namespace Logistics.Gateway.Http;

/// <summary>A shipment's version as an entity tag: <c>"3"</c>.</summary>
internal static class EntityTag
{
    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version that <c>If-Match</c> asks for; 0, which is any, when it is absent or <c>*</c>.</summary>
    public static Result<int> ReadIfMatch(HttpRequest request)
    {
        var value = request.Headers.IfMatch.ToString();
        if (value is "" or "*")
        {
            return 0;
        }

        return value is ['"', .. var digits, '"'] && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? version
            : EdgeErrors.Invalid("If-Match", "Must be the ETag of the shipment as you know it, such as \"3\".");
    }
}
