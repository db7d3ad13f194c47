using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory.Internal;

/// <summary>One channel a client name, made at first use and kept.</summary>
internal sealed class Channels(
    IServiceProvider services,
    IHttpMessageHandlerFactory handlers,
    IOptionsMonitor<GrpcClientFactoryOptions> options,
    ILoggerFactory loggers)
{
    private readonly ConcurrentDictionary<string, Lazy<CallInvoker>> _invokers = new(StringComparer.Ordinal);

    public CallInvoker Get(string name) => _invokers.GetOrAdd(name, key => new Lazy<CallInvoker>(() => Create(key))).Value;

    private CallInvoker Create(string name)
    {
        var clientOptions = options.Get(name);
        var address = clientOptions.Address ?? throw new InvalidOperationException(
            $"Could not resolve the address for gRPC client '{name}'. Set an address when registering the client:"
            + " services.AddGrpcClient<T>(o => o.Address = new Uri(\"https://localhost:5001\"))");
        var channelOptions = new GrpcChannelOptions
        {
            HttpHandler = handlers.CreateHandler(name),
            LoggerFactory = loggers,
            ServiceProvider = services,
        };
        foreach (var configure in clientOptions.ChannelOptionsActions)
        {
            configure(channelOptions);
        }

        var channel = GrpcChannel.ForAddress(address, channelOptions);
        if (clientOptions.HasCallCredentials && !channel.AllowsCallCredentials)
        {
            throw new InvalidOperationException(
                $"Call credential configured for gRPC client '{name}' requires TLS, and the client isn't configured to use TLS."
                + $" Either configure a TLS address, or set {nameof(GrpcChannelOptions)}"
                + $".{nameof(GrpcChannelOptions.UnsafeUseInsecureChannelCallCredentials)}.");
        }

        return channel.CreateCallInvoker().Intercept(
            [.. clientOptions.InterceptorRegistrations
                .Where(registration => registration.Scope == InterceptorScope.Channel)
                .Select(registration => registration.Creator(services))]);
    }
}
