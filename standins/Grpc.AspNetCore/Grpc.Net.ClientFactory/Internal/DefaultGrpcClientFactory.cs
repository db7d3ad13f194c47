using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Grpc.Net.ClientFactory.Internal;

internal sealed class DefaultGrpcClientFactory(
    IServiceProvider services, Channels channels, IOptionsMonitor<GrpcClientFactoryOptions> options)
    : GrpcClientFactory
{
    public override TClient CreateClient<TClient>(string name)
    {
        var clientOptions = options.Get(name);
        var invoker = channels.Get(name).Intercept(
            [.. clientOptions.InterceptorRegistrations
                .Where(registration => registration.Scope == InterceptorScope.Client)
                .Select(registration => registration.Creator(services))]);
        if (clientOptions.CallOptionsActions.Count > 0)
        {
            invoker = new CallOptionsInvoker(invoker, clientOptions.CallOptionsActions, services);
        }

        return clientOptions.Creator is { } create ? (TClient)create(invoker) : Activator<TClient>.Create(services, [invoker]);
    }

    private static class Activator<TClient>
    {
        public static readonly ObjectFactory<TClient> Create = ActivatorUtilities.CreateFactory<TClient>([typeof(CallInvoker)]);
    }
}
