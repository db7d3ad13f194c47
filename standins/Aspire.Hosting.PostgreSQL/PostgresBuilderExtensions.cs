using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static class PostgresBuilderExtensions
{
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        var secret = password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password", special: true);
        var postgres = new PostgresServerResource(name, userName?.Resource, secret);
        return builder.AddResource(postgres)
            .WithEndpoint(port: port, targetPort: 5432, name: PostgresServerResource.PrimaryEndpointName)
            .WithAnnotation(new PostgresServer(postgres))
            .WithAnnotation(new ReadyAnnotation(ct => PostgresServer.CreateDatabasesAsync(postgres, ct)))
            .WithPostgresHealthCheck(builder, postgres);
    }

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(name, database.DatabaseName);
        return builder.ApplicationBuilder.AddResource(database).WithPostgresHealthCheck(builder.ApplicationBuilder, database);
    }

    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false)
    {
        builder.Resource.Annotations.OfType<PostgresServer>().Single().KeepsData = true;
        return builder;
    }

    private static IResourceBuilder<T> WithPostgresHealthCheck<T>(
        this IResourceBuilder<T> resource, IDistributedApplicationBuilder builder, IResourceWithConnectionString target)
        where T : IResource
    {
        var key = $"{target.Name}_check";
        builder.Services.AddHealthChecks()
            .Add(new HealthCheckRegistration(key, _ => new PostgresHealthCheck(target), failureStatus: null, tags: null));
        return resource.WithHealthCheck(key);
    }
}
