using System.Security.Cryptography;
using System.Text;

namespace Logistics.Identity.Domain;

/// <summary>A device that push messages can go to. There is one for each token, whoever is signed in there.</summary>
internal sealed class PushDevice
{
    public const int MaxTokenLength = 4096;
    public const int MaxNameLength = 100;

    public static IReadOnlyList<string> Platforms { get; } = ["ANDROID", "IOS", "WEB"];

    public required Guid Id { get; init; }

    public required Guid AccountId { get; set; }

    /// <summary>What the push provider knows it by.</summary>
    public required string Token { get; init; }

    /// <summary>The token, short enough for an index.</summary>
    public required byte[] TokenHash { get; init; }

    public required string Platform { get; set; }

    /// <summary>As its owner calls it.</summary>
    public string? Name { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset LastSeenAt { get; set; }

    public static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
