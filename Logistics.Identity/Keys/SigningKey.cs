namespace Logistics.Identity.Keys;

/// <summary>
/// A P-256 key that signs access tokens, from a moment that its row fixes for all replicas until the next one's. It is published before
/// that, so that everyone knows it when it signs, and after, until the last token that it signed has expired.
/// </summary>
internal sealed class SigningKey
{
    /// <summary>1, 2, 3, …</summary>
    public required int Generation { get; init; }

    /// <summary>The JWK thumbprint (RFC 7638), published as <c>kid</c>.</summary>
    public required string KeyId { get; init; }

    /// <summary>PKCS#8, encrypted by Data Protection.</summary>
    public required byte[] ProtectedKey { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset SignsFrom { get; init; }
}
