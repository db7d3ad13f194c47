using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Logistics.ServiceDefaults.Protection;
using Microsoft.Extensions.Options;

namespace Logistics.Shipments.Features.ShareShipment;

/// <summary>
/// What a link carries: its id and when it expires, sealed (encrypted and authenticated), so that nobody makes one up, makes it last
/// longer, or costs the database a look-up by guessing.
/// </summary>
internal sealed class ShareTokens(IOptions<SharingOptions> options)
{
    private const int IdLength = 16;
    private const int Length = IdLength + sizeof(long);
    private const int MaxTextLength = 200;

    private readonly SecretBox _box = new("logistics share links", options.Value.KeySecret, options.Value.FormerKeySecrets);

    public string Write(Guid id, DateTimeOffset expiresAt)
    {
        Span<byte> content = stackalloc byte[Length];
        id.TryWriteBytes(content);
        BinaryPrimitives.WriteInt64BigEndian(content[IdLength..], expiresAt.ToUnixTimeSeconds());
        return Base64Url.EncodeToString(_box.Protect(content));
    }

    /// <summary>The id of the link; <see langword="null"/> for what is none, or has expired.</summary>
    public Guid? Read(string token, DateTimeOffset now)
    {
        if (token.Length is 0 or > MaxTextLength || !Base64Url.IsValid(token))
        {
            return null;
        }

        try
        {
            var content = _box.Unprotect(Base64Url.DecodeFromChars(token));
            return content.Length == Length && BinaryPrimitives.ReadInt64BigEndian(content.AsSpan(IdLength)) > now.ToUnixTimeSeconds()
                ? new Guid(content.AsSpan(0, IdLength))
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
