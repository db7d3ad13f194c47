using System.Globalization;
using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Status codes as trailers write them.</summary>
internal static class WireStatus
{
    private static readonly string[] Texts =
        [.. Enumerable.Range(0, (int)StatusCode.Unauthenticated + 1).Select(code => code.ToString(CultureInfo.InvariantCulture))];

    public static string ToText(StatusCode code) =>
        (uint)code < Texts.Length ? Texts[(int)code] : ((int)code).ToString(CultureInfo.InvariantCulture);

    /// <summary>A code that gRPC does not know counts as <see cref="StatusCode.Unknown"/>.</summary>
    public static StatusCode Parse(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code) && code < Texts.Length
            ? (StatusCode)code
            : StatusCode.Unknown;
}
