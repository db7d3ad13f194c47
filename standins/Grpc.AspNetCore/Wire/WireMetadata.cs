using Grpc.Core;

namespace Grpc.Wire;

/// <summary>Headers and trailers of HTTP/2 as metadata.</summary>
internal static class WireMetadata
{
    /// <summary>Adds what is the application's, and leaves out what is the protocol's.</summary>
    /// <exception cref="FormatException">A <c>-bin</c> value is not base64.</exception>
    public static void AddHeader(this Metadata metadata, string name, string value)
    {
        if (IsProtocol(name))
        {
            return;
        }

        if (!name.EndsWith(Metadata.BinaryHeaderSuffix, StringComparison.OrdinalIgnoreCase))
        {
            metadata.Add(name, value);
            return;
        }

        // Values of one name may come joined by commas, which are not in base64's alphabet.
        foreach (var part in value.Split(',', StringSplitOptions.TrimEntries))
        {
            metadata.Add(name, FromBase64(part));
        }
    }

    /// <summary>Base64 with or without its padding.</summary>
    private static byte[] FromBase64(string text) =>
        Convert.FromBase64String(text.Length % 4 == 0 ? text : text.PadRight(text.Length + 4 - (text.Length % 4), '='));

    private static bool IsProtocol(string name) => name.Length == 0 || name[0] switch
    {
        ':' => true,
        'g' or 'G' => name.StartsWith("grpc-", StringComparison.OrdinalIgnoreCase) && Is(
            name, WireNames.Status, WireNames.Message, WireNames.Encoding, WireNames.AcceptEncoding, WireNames.Timeout),
        'c' or 'C' => Is(name, "content-type", "content-encoding"),
        't' or 'T' => Is(name, "te"),
        _ => false,
    };

    private static bool Is(string name, params ReadOnlySpan<string> names)
    {
        foreach (var candidate in names)
        {
            if (string.Equals(name, candidate, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
