using System.Reflection;
using Grpc.AspNetCore.Server;
using Grpc.AspNetCore.Server.Internal;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

public static class GrpcEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps each method of a service to <c>POST /service/method</c>. <typeparamref name="TService"/> derives from a generated base.
    /// </summary>
    public static GrpcServiceEndpointConventionBuilder MapGrpcService<TService>(this IEndpointRouteBuilder builder)
        where TService : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.ServiceProvider;
        var mapped = services.GetService<MappedServices>() ?? throw new InvalidOperationException(
            "Unable to find the required services. Please add all the required services by calling"
            + " 'IServiceCollection.AddGrpc' inside the call to 'ConfigureServices(...)' in the application startup code.");
        var options = new MethodOptions(
            services.GetRequiredService<IOptions<GrpcServiceOptions>>().Value,
            services.GetRequiredService<IOptions<GrpcServiceOptions<TService>>>().Value);
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(ServerLog.Category);

        var binder = new ServiceBinder<TService>(builder, options, logger);
        Bind<TService>(binder);
        if (!options.IgnoreUnknownMethods)
        {
            MapUnimplemented(builder, mapped, binder.ServiceNames, binder.Endpoints);
        }

        return new GrpcServiceEndpointConventionBuilder(binder.Endpoints);
    }

    /// <summary>Has the generated code describe its methods to the binder.</summary>
    private static void Bind<TService>(ServiceBinderBase binder)
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } attribute
                && attribute.BindType.GetMethod(attribute.BindMethodName, [typeof(ServiceBinderBase), type]) is { } bind)
            {
                bind.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [binder, null], null);
                return;
            }
        }

        throw new InvalidOperationException(
            $"Error binding gRPC service '{typeof(TService).Name}': it derives from no generated base class.");
    }

    private static void MapUnimplemented(
        IEndpointRouteBuilder builder, MappedServices mapped, IEnumerable<string> serviceNames, List<IEndpointConventionBuilder> endpoints)
    {
        const string method = $"{{unimplementedMethod:{UnimplementedConstraint.Name}}}";
        if (mapped.Names.Count == 0)
        {
            endpoints.Add(builder.Map($"{{unimplementedService}}/{method}", ServerProtocol.Unimplemented("Service is unimplemented.")));
        }

        foreach (var name in serviceNames.Where(mapped.Names.Add))
        {
            endpoints.Add(builder.Map($"{name}/{method}", ServerProtocol.Unimplemented("Method is unimplemented.")));
        }
    }
}
