using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Logistics.ServiceDefaults.Clients;

/// <summary>Where another service's endpoint is: the setting <c>services:{service}:{endpoint}:0</c>, which the AppHost provides.</summary>
internal sealed class ServiceAddress
{
    public Uri? Value { get; set; }
}

internal static class ServiceAddressExtensions
{
    /// <summary>The service refuses to start where the address is missing or is none.</summary>
    public static void AddServiceAddress(this IServiceCollection services, string service, string endpoint)
    {
        var setting = $"services:{service}:{endpoint}:0";
        services.AddOptions<ServiceAddress>(Key(service, endpoint))
            .Configure<IConfiguration>((address, configuration) =>
                address.Value = Uri.TryCreate(configuration[setting], UriKind.Absolute, out var uri) ? uri : null)
            .Validate(
                address => address.Value is { Scheme: "http" or "https" },
                $"The setting '{setting}' must be the http(s) address of the service '{service}'.")
            .ValidateOnStart();
    }

    public static Uri Of(this IOptionsMonitor<ServiceAddress> addresses, string service, string endpoint) =>
        addresses.Get(Key(service, endpoint)).Value!; // validated at start

    private static string Key(string service, string endpoint) => $"{service}/{endpoint}";
}
