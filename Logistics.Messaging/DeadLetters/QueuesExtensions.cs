using Logistics.Messaging.DeadLetters;
using Logistics.ServiceDefaults.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;

namespace Logistics.Messaging;

public static class QueuesExtensions
{
    /// <summary>The service's queues and dead letters over gRPC, for ADMIN and SUPPORT.</summary>
    public static WebApplication MapQueues<TDbContext>(this WebApplication app)
        where TDbContext : DbContext
    {
        app.MapGrpcService<QueuesGrpcService<TDbContext>>()
            .RequireAuthorization(policy => policy.ForPeople().RequireRole(Roles.Admin, Roles.Support));
        return app;
    }
}
