using Microsoft.IdentityModel.Tokens;

namespace Logistics.ServiceDefaults.Authentication;

/// <summary>Where Identity's public keys are read. By default its JWKS endpoint; Identity itself reads its own database.</summary>
public interface IPublishedKeys
{
    /// <summary>The keys as they are now.</summary>
    /// <exception cref="HttpRequestException">They cannot be had now.</exception>
    Task<JsonWebKeySet> FetchAsync(CancellationToken cancellationToken);
}
