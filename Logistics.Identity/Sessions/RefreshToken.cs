using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Logistics.Identity.Sessions;

/// <summary>What the client keeps: the session's id and a secret, as one opaque string. Never stored, never logged.</summary>
internal readonly record struct RefreshToken(Guid SessionId, string Secret)
{
    private const int IdLength = 16;
    private const int SecretLength = 32;

    /// <summary>What is stored of it. The secret has 256 random bits: it needs no salt and no stretching.</summary>
    public byte[] Hash => SHA256.HashData(Base64Url.DecodeFromChars(Secret));

    public static RefreshToken Create(Guid sessionId) =>
        new(sessionId, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretLength)));

    public static bool TryParse([NotNullWhen(true)] string? text, out RefreshToken token)
    {
        token = default;
        Span<byte> bytes = stackalloc byte[IdLength + SecretLength];
        if (text is null
            || !Base64Url.IsValid(text, out var length)
            || length != bytes.Length
            || !Base64Url.TryDecodeFromChars(text, bytes, out _))
        {
            return false;
        }

        token = new RefreshToken(new Guid(bytes[..IdLength]), Base64Url.EncodeToString(bytes[IdLength..]));
        return true;
    }

    /// <summary>The opaque string itself.</summary>
    public string Reveal() => Base64Url.EncodeToString([.. SessionId.ToByteArray(), .. Base64Url.DecodeFromChars(Secret)]);

    /// <summary>Says which, tells nothing.</summary>
    public override string ToString() => $"refresh token of session {SessionId}";
}
