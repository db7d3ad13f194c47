using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Logistics.ServiceDefaults.Clients;

/// <summary>gRPC clients of our own services: one channel each, kept for the life of the process.</summary>
internal static class ServiceClients
{
    private const string Endpoint = "grpc";

    /// <summary>More than a page of the largest shipments has, which are larger than gRPC's 4 MiB.</summary>
    private const int MaxAnswerBytes = 32 * 1024 * 1024;

    public static void AddClient<TClient>(this IServiceCollection services, string service)
        where TClient : class
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddHttpContextAccessor();
        services.AddServiceAddress(service, Endpoint);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ServiceClientOptions>, ServiceClientOptionsValidator>());
        services.AddOptions<ServiceClientOptions>(service).BindConfiguration($"{ServiceClientOptions.Section}:{service}").ValidateOnStart();

        services.AddGrpcClient<TClient>((provider, client) =>
                client.Address = provider.GetRequiredService<IOptionsMonitor<ServiceAddress>>().Of(service, Endpoint))
            .ConfigurePrimaryHttpMessageHandler(CreateHandler)
            .ConfigureChannel(channel => channel.MaxReceiveMessageSize = MaxAnswerBytes)
            .AddInterceptor(provider => new CallDefaults(
                provider.GetRequiredService<IOptionsMonitor<ServiceClientOptions>>().Get(service).Deadline,
                provider.GetRequiredService<IHttpContextAccessor>(),
                provider.GetRequiredService<TimeProvider>()))
            .RemoveAllLoggers();
    }

    private static SocketsHttpHandler CreateHandler() => new()
    {
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        ConnectTimeout = TimeSpan.FromSeconds(3),

        // A connection lasts so long at most: then new replicas, and changed addresses, get their share.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    };
}
