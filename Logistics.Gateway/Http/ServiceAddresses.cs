using System.Collections.Immutable;

namespace Logistics.Gateway.Http;

/// <summary>
/// Where the services' HTTP/1.1 endpoints are (health, keys): the settings <c>services:{service}:http:0</c>. gRPC clients find theirs
/// themselves.
/// </summary>
internal sealed class ServiceAddresses
{
    public const string Identity = "identity";

    /// <exception cref="InvalidOperationException">A setting is missing or no address.</exception>
    public ServiceAddresses(IConfiguration configuration) => All = ImmutableSortedDictionary.CreateRange(
        StringComparer.Ordinal,
        new[] { Identity, "notifications", "shipments", "tracking" }.Select(service =>
            KeyValuePair.Create(service, Read(configuration, service))));

    /// <summary>By service.</summary>
    public ImmutableSortedDictionary<string, Uri> All { get; }

    private static Uri Read(IConfiguration configuration, string service)
    {
        var setting = $"services:{service}:http:0";
        return Uri.TryCreate(configuration[setting], UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new InvalidOperationException($"The setting '{setting}' must be the http(s) address of the service '{service}'.");
    }
}
