using System.Security.Cryptography;
using System.Text;

namespace Logistics.Notifications.Features.ReceiveSmsReceipts;

/// <summary>Twilio's way to sign: HMAC-SHA1 over the address and all fields, name and value, in the order of the names.</summary>
internal static class SmsSignature
{
    public static bool IsRight(string signature, Uri url, IEnumerable<KeyValuePair<string, string>> fields, string secret)
    {
        var given = new byte[SHA1.HashSizeInBytes];
        return Convert.TryFromBase64String(signature, given, out var length) && length == given.Length
            && CryptographicOperations.FixedTimeEquals(given, Compute(url, fields, secret));
    }

    public static byte[] Compute(Uri url, IEnumerable<KeyValuePair<string, string>> fields, string secret)
    {
        var signed = url.AbsoluteUri
            + string.Concat(fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(field => field.Key + field.Value));
#pragma warning disable CA5350 // the provider's choice, not ours; as an HMAC it holds
        return HMACSHA1.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed));
#pragma warning restore CA5350
    }
}
