using Microsoft.Extensions.Configuration;

namespace Logistics.AppHost;

/// <summary>What the services have in common.</summary>
internal static class ServiceExtensions
{
    private static readonly string[] NotificationSections = ["Smtp", "Push", "Sms", "Throttle", "Digest", "Requests", "Retention"];

    /// <summary>
    /// An internal service: besides its HTTP/1.1 endpoint one for gRPC, which is HTTP/2 without TLS and so needs a port of its own;
    /// the service knows it by GRPC_PORT. Healthy when /health says so.
    /// </summary>
    public static IResourceBuilder<ProjectResource> AsService(this IResourceBuilder<ProjectResource> service)
    {
        service.WithHttpEndpoint(name: "grpc");
        return service
            .WithEnvironment("MALLOC_ARENA_MAX", "2") // glibc would keep a heap a thread
            .WithEnvironment("GRPC_PORT", service.GetEndpoint("grpc").Property(EndpointProperty.TargetPort))
            .WithHttpHealthCheck("/health", endpointName: "http")
            .WithReplicasFromConfiguration();
    }

    /// <summary><c>Replicas:{service}</c>, 1 to 16; one when not set.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicasFromConfiguration(this IResourceBuilder<ProjectResource> service)
    {
        var key = $"Replicas:{service.Resource.Name}";
        return service.ApplicationBuilder.Configuration[key] switch
        {
            null or "" => service,
            var text when int.TryParse(text, out var replicas) && replicas is >= 1 and <= 16 => service.WithReplicas(replicas),
            var text => throw new DistributedApplicationException($"{key} is '{text}'; it must be a number from 1 to 16."),
        };
    }

    /// <summary><c>Smtp:PublicUrl</c>, which is the whole system's address, when it is configured.</summary>
    public static IResourceBuilder<ProjectResource> WithPublicUrl(this IResourceBuilder<ProjectResource> service) =>
        service.ApplicationBuilder.Configuration["Smtp:PublicUrl"] is { Length: > 0 } url
            ? service.WithEnvironment("Gateway__PublicUrl", url)
            : service;

    /// <summary>
    /// The ways out that are configured (<c>Smtp:Host</c>, <c>Push:CredentialFile</c>, <c>Sms:Primary:AccountSid</c> and the rest), and
    /// what goes by rules, passed on as they are.
    /// </summary>
    public static IResourceBuilder<ProjectResource> WithProviders(this IResourceBuilder<ProjectResource> service)
    {
        var settings = NotificationSections.SelectMany(
            section => service.ApplicationBuilder.Configuration.GetSection(section).AsEnumerable());
        foreach (var (key, value) in settings.Where(setting => !string.IsNullOrEmpty(setting.Value)))
        {
            service.WithEnvironment(key.Replace(":", "__", StringComparison.Ordinal), value);
        }

        return service;
    }
}
