using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Logistics.Tracking.Domain;

/// <summary>What a webhook's messages are signed with, by Standard Webhooks: HMAC-SHA256 over <c>id.timestamp.body</c>.</summary>
internal sealed class WebhookSecret(byte[] key)
{
    private const string Prefix = "whsec_";
    private const int KeyLength = 32;

    public byte[] Key => key;

    public static WebhookSecret Create() => new(RandomNumberGenerator.GetBytes(KeyLength));

    /// <summary>As receivers configure it.</summary>
    public string Reveal() => Prefix + Convert.ToBase64String(key);

    /// <summary><c>v1,…</c></summary>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")), .. body];
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, content));
    }
}
