namespace Logistics.Identity.Keys;

/// <summary>A P-256 key that signs access tokens. The generation is the row's key: of replicas that start together, one's first key wins.</summary>
internal sealed class SigningKey
{
    public required int Generation { get; init; }

    /// <summary>The JWK thumbprint (RFC 7638), published as <c>kid</c>.</summary>
    public required string KeyId { get; init; }

    /// <summary>PKCS#8, encrypted (<see cref="KeyProtection"/>).</summary>
    public required byte[] ProtectedKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
