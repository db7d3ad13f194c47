using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Logistics.Identity.Links;

/// <summary>What a mailed link carries. Only its hash is stored.</summary>
internal static class LinkToken
{
    private const int Length = 32;

    public static string Create() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Length));

    public static bool TryHash(string text, [NotNullWhen(true)] out byte[]? hash)
    {
        Span<byte> bytes = stackalloc byte[Length];
        var isToken = Base64Url.IsValid(text, out var length) && length == Length && Base64Url.TryDecodeFromChars(text, bytes, out _);
        hash = isToken ? SHA256.HashData(bytes) : null;
        return isToken;
    }
}
