namespace Grpc.AspNetCore.HealthChecks;

public sealed class GrpcHealthChecksOptions
{
    public ServiceMappingCollection Services { get; } = [];
}
