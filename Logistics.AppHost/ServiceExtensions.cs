namespace Logistics.AppHost;

/// <summary>What the services have in common.</summary>
internal static class ServiceExtensions
{
    private static readonly string[] SmtpSettings = ["Host", "Port", "UserName", "Password", "Security", "FromName", "FromAddress", "PublicUrl"];

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
        service.ApplicationBuilder.Configuration["Smtp:PublicUrl"] is { Length: > 0 } url ? service.WithEnvironment("Gateway__PublicUrl", url) : service;

    /// <summary>A mail server, when one is configured (<c>Smtp:Host</c> and the rest); without it mails go to the development mailbox.</summary>
    public static IResourceBuilder<ProjectResource> WithSmtp(this IResourceBuilder<ProjectResource> service)
    {
        var smtp = service.ApplicationBuilder.Configuration.GetSection("Smtp");
        foreach (var name in SmtpSettings.Where(name => !string.IsNullOrEmpty(smtp[name])))
        {
            service.WithEnvironment($"Smtp__{name}", smtp[name]);
        }

        return service;
    }
}
