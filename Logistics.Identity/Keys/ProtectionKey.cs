namespace Logistics.Identity.Keys;

/// <summary>A key of Data Protection's ring, or the revocation of some, as XML with the secret parts encrypted.</summary>
internal sealed class ProtectionKey
{
    /// <summary>Data Protection's name for it: <c>key-…</c>, <c>revocation-…</c>.</summary>
    public required string Name { get; init; }

    public required string Xml { get; init; }
}
