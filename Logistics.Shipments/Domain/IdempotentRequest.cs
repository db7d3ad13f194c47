using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;

namespace Logistics.Shipments.Domain;

/// <summary>
/// A request that must take effect once, however often it is sent: the caller's key, and what tells a repeat from another request.
/// </summary>
internal sealed record IdempotentRequest(string Key, byte[] Hash)
{
    /// <summary><see langword="null"/> where the caller gave no key.</summary>
    /// <param name="body">The request without its key.</param>
    public static IdempotentRequest? From(string key, IMessage body) =>
        key.Length == 0 ? null : new IdempotentRequest(
            key, SHA256.HashData([.. Encoding.UTF8.GetBytes(body.Descriptor.FullName), .. body.ToByteArray()]));

    /// <summary>Whether the request that was kept with this key is the same one.</summary>
    public bool Repeats(byte[]? keptHash) => Hash.AsSpan().SequenceEqual(keptHash);
}
