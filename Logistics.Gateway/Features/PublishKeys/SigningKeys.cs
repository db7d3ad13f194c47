using Logistics.Gateway.Http;

namespace Logistics.Gateway.Features.PublishKeys;

/// <summary>Identity's public keys (JWKS), kept for a while; the last known ones when Identity is away.</summary>
internal sealed class SigningKeys(IHttpClientFactory clients, ServiceAddresses addresses, TimeProvider clock)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private volatile Copy? _copy;

    /// <returns>The document, or <see langword="null"/> when it was never to be had.</returns>
    public async Task<byte[]?> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_copy is { } fresh && now - fresh.ReadAt < KeptFor)
        {
            return fresh.Document;
        }

        using var client = clients.CreateClient(nameof(SigningKeys));
        client.Timeout = Patience;
        try
        {
            var document = await client.GetByteArrayAsync(
                new Uri(addresses.All[ServiceAddresses.Identity], "/.well-known/jwks.json"), cancellationToken);
            _copy = new Copy(document, now);
            return document;
        }
        catch (Exception away) when (away is HttpRequestException or TaskCanceledException && !cancellationToken.IsCancellationRequested)
        {
            return _copy?.Document;
        }
    }

    private sealed record Copy(byte[] Document, DateTimeOffset ReadAt);
}
