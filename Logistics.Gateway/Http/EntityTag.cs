using System.Globalization;
using Logistics.ServiceDefaults.Results;
using Microsoft.Net.Http.Headers;

namespace Logistics.Gateway.Http;

/// <summary>A shipment's version as an entity tag: <c>"3"</c>.</summary>
internal static class EntityTag
{
    /// <summary>
    /// No shipment has it: its changes are far fewer. So what names it fails where it would have been done, and as ever otherwise.
    /// </summary>
    private const int NoVersion = int.MaxValue;

    public static string Of(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>
    /// The version that <c>If-Match</c> asks for (RFC 9110, section 13.1.1); 0, which is any, when it is absent or <c>*</c>. Of several the
    /// newest: versions only rise, so that the others match no more. Weak tags and tags that are not ours match nothing.
    /// </summary>
    public static Result<int> ReadIfMatch(HttpRequest request)
    {
        var header = request.Headers.IfMatch;
        if (header.Count == 0 || header == "*")
        {
            return 0;
        }

        if (!EntityTagHeaderValue.TryParseStrictList(header, out var tags) || tags.Contains(EntityTagHeaderValue.Any))
        {
            return EdgeErrors.Invalid("If-Match", "Is * or the ETag of the shipment as you know it, such as \"3\"; or several.");
        }

        return tags.Select(VersionOf).DefaultIfEmpty().Max() is > 0 and var newest ? newest : NoVersion;
    }

    private static int VersionOf(EntityTagHeaderValue tag) =>
        !tag.IsWeak && int.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && tag.Tag == Of(version) ? version : 0;
}
