using Logistics.ServiceDefaults.Clients;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Logistics.ServiceDefaults.Authentication;

/// <summary>Identity's <c>/.well-known/jwks.json</c>.</summary>
internal sealed class HttpPublishedKeys(HttpClient http, IOptionsMonitor<ServiceAddress> addresses) : IPublishedKeys
{
    public const string Service = "identity";
    public const string Endpoint = "http";

    public async Task<JsonWebKeySet> FetchAsync(CancellationToken cancellationToken)
    {
        var address = new Uri(addresses.Of(Service, Endpoint), "/.well-known/jwks.json");
        return new JsonWebKeySet(await http.GetStringAsync(address, cancellationToken));
    }
}
