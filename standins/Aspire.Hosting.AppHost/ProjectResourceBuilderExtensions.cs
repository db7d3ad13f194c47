using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, string? launchProfileName)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, options =>
        {
            options.ExcludeLaunchProfile = launchProfileName is null;
            options.LaunchProfileName = launchProfileName;
        });

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new()
    {
        var options = new ProjectResourceOptions();
        configure(options);

        var metadata = new TProject();
        var project = builder.AddResource(new ProjectResource(name)).WithAnnotation(metadata);
        project.WithTelemetryDefaults().WithAspNetCoreUrls();
        if (!options.ExcludeLaunchProfile)
        {
            project.WithLaunchProfile(
                Path.GetDirectoryName(metadata.ProjectPath)!, // a project file is in a folder
                options.LaunchProfileName);
        }

        return project;
    }

    public static IResourceBuilder<ProjectResource> WithReplicas(this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);

    private static void WithLaunchProfile(this IResourceBuilder<ProjectResource> project, string directory, string? profileName)
    {
        var preferred = project.ApplicationBuilder.Configuration["DOTNET_LAUNCH_PROFILE"];
        if (LaunchProfile.Of(directory, profileName, preferred) is not var (name, profile))
        {
            return;
        }

        foreach (var url in (profile.ApplicationUrl ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = new Uri(url);
            project.WithEndpoint(address.Scheme, endpoint =>
            {
                endpoint.UriScheme = address.Scheme;
                endpoint.Transport = "http";
                endpoint.Port = address.Port;
            });
        }

        project.WithEnvironment(context =>
        {
            context.EnvironmentVariables.TryAdd("DOTNET_LAUNCH_PROFILE", name ?? "");
            foreach (var (variable, value) in profile.EnvironmentVariables ?? [])
            {
                context.EnvironmentVariables.TryAdd(variable, System.Environment.ExpandEnvironmentVariables(value));
            }
        });
    }

    private static IResourceBuilder<ProjectResource> WithAspNetCoreUrls(this IResourceBuilder<ProjectResource> project) =>
        project.WithEnvironment(async context =>
        {
            var urls = new List<string>();
            foreach (var endpoint in project.Resource.Annotations.OfType<EndpointAnnotation>()
                .Where(endpoint => endpoint is { UriScheme: "http" or "https", TargetPortEnvironmentVariable: null }))
            {
                var port = await project.GetEndpoint(endpoint.Name).Property(EndpointProperty.TargetPort)
                    .GetValueAsync(context.CancellationToken);
                urls.Add($"{endpoint.UriScheme}://{endpoint.TargetHost}:{port}");
            }

            if (urls.Count > 0)
            {
                context.EnvironmentVariables.TryAdd("ASPNETCORE_URLS", string.Join(';', urls));
            }
        });

    private static IResourceBuilder<ProjectResource> WithTelemetryDefaults(this IResourceBuilder<ProjectResource> project) =>
        project.WithEnvironment(context =>
        {
            var builder = project.ApplicationBuilder;
            var variables = context.EnvironmentVariables;
            variables["OTEL_DOTNET_EXPERIMENTAL_OTLP_RETRY"] = "in_memory";
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = builder.Configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]
                ?? "http://localhost:4317";
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc";
            variables["OTEL_SERVICE_NAME"] = project.Resource.Name;
            variables["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id={Engine.Instance.IdTemplate}";
            variables["LOGGING__CONSOLE__FORMATTERNAME"] = "simple";
            if (builder.Environment.IsDevelopment())
            {
                foreach (var schedule in (string[])["OTEL_BLRP_SCHEDULE_DELAY", "OTEL_BSP_SCHEDULE_DELAY", "OTEL_METRIC_EXPORT_INTERVAL"])
                {
                    variables[schedule] = 1000.ToString(CultureInfo.InvariantCulture);
                }

                variables["OTEL_TRACES_SAMPLER"] = "always_on";
                variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
            }
        });
}
