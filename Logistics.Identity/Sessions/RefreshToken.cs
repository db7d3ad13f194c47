using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Logistics.Identity.Sessions;

/// <summary>
/// What the client keeps: the session's id, the how-manieth token of it this is, and a secret, as one opaque string. Never stored, never
/// logged.
/// </summary>
internal readonly record struct RefreshToken(Guid SessionId, int Generation, string Secret)
{
    private const int IdLength = 16;
    private const int GenerationLength = 4;
    private const int SecretLength = 32;
    private const int Length = IdLength + GenerationLength + SecretLength;

    /// <summary>What is stored of it. The secret has 256 random bits: it needs no salt and no stretching.</summary>
    public byte[] Hash => SHA256.HashData(Base64Url.DecodeFromChars(Secret));

    /// <summary>The first of a session.</summary>
    public static RefreshToken Create(Guid sessionId) =>
        new(sessionId, Generation: 1, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretLength)));

    /// <summary>
    /// The one that it is traded for. It follows from this one and the session's key, so that it can be answered a second time although
    /// nobody stored it; from either alone it does not.
    /// </summary>
    public RefreshToken Successor(byte[] chainKey) =>
        new(SessionId, Generation + 1, Base64Url.EncodeToString(HMACSHA256.HashData(chainKey, Base64Url.DecodeFromChars(Secret))));

    public static bool TryParse([NotNullWhen(true)] string? text, out RefreshToken token)
    {
        token = default;
        Span<byte> bytes = stackalloc byte[Length];
        if (text is null
            || !Base64Url.IsValid(text, out var length)
            || length != bytes.Length
            || !Base64Url.TryDecodeFromChars(text, bytes, out _))
        {
            return false;
        }

        token = new RefreshToken(
            new Guid(bytes[..IdLength]),
            BinaryPrimitives.ReadInt32BigEndian(bytes[IdLength..]),
            Base64Url.EncodeToString(bytes[(IdLength + GenerationLength)..]));
        return true;
    }

    /// <summary>The opaque string itself.</summary>
    public string Reveal()
    {
        Span<byte> bytes = stackalloc byte[Length];
        SessionId.TryWriteBytes(bytes);
        BinaryPrimitives.WriteInt32BigEndian(bytes[IdLength..], Generation);
        Base64Url.DecodeFromChars(Secret, bytes[(IdLength + GenerationLength)..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Says which, tells nothing.</summary>
    public override string ToString() => $"refresh token {Generation} of session {SessionId}";
}
