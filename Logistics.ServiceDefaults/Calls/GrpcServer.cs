using Logistics.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace Logistics.ServiceDefaults.Calls;

internal static class GrpcServer
{
    public static void AddGrpcServer(this IServiceCollection services)
    {
        services.AddGrpc(grpc => grpc.Interceptors.Add<FaultInterceptor>());

        // Forgetting to say who may call closes a method, it does not open it.
        services.AddAuthorizationBuilder().SetFallbackPolicy(new AuthorizationPolicyBuilder().ForPeople().Build());
    }
}
