using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Engine;

/// <summary>Runs the model: gives out ports, starts everything, and at the end stops it, those that others depend on last.</summary>
internal sealed partial class Orchestrator(
    DistributedApplicationModel model,
    DistributedApplicationExecutionContext context,
    ResourceNotificationService notifications,
    ResourceLoggerService logs,
    ProcessLauncher launcher,
    HealthMonitor health,
    DataFolder folder,
    BuildOutput builds,
    TestRun test,
    IConfiguration configuration,
    TimeProvider clock,
    ILogger<Orchestrator> logger) : IHostedService, IDisposable
{
    private readonly EngineServices _services = new(notifications, logs, launcher, health, clock, logger);
    private readonly List<Instance> _instances = [];
    private readonly List<TcpProxy> _proxies = [];
    private readonly CancellationTokenSource _ending = new();
    private readonly List<Task> _followers = [];

    public IReadOnlyList<Instance> InstancesOf(IResource resource) => [.. _instances.Where(instance => instance.Resource == resource)];

    public IReadOnlyList<Instance> Find(string idOrName)
    {
        var named = _instances.Where(instance => string.Equals(instance.Resource.Name, idOrName, StringComparison.OrdinalIgnoreCase))
            .ToList();
        return named.Count == 1 ? named
            : [.. _instances.Where(instance => string.Equals(instance.Id, idOrName, StringComparison.OrdinalIgnoreCase))];
    }

    public void Dispose()
    {
        _ending.Dispose();
        _instances.ForEach(instance => instance.Dispose());
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var server in model.Resources.SelectMany(resource => resource.Annotations.OfType<NativeServer>()))
        {
            server.Check();
        }

        LogData(logger, folder.Path);
        foreach (var leftover in await launcher.TakeFolderAsync(cancellationToken))
        {
            LogCleared(logger, leftover);
        }

        var endpoints = new EndpointAllocator(test.RandomizePorts || configuration.GetValue<bool>("DcpPublisher:RandomizePorts"), logger);
        foreach (var resource in model.Resources.OfType<IResourceWithEndpoints>())
        {
            endpoints.Allocate(resource);
        }

        foreach (var resource in model.Resources)
        {
            await AddAsync(resource);
        }

        foreach (var proxy in _proxies)
        {
            proxy.Begin();
        }

        foreach (var instance in _instances)
        {
            instance.Begin();
        }
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _ending.CancelAsync();
        var left = new List<Instance>(_instances);
        while (left.Count > 0)
        {
            var needed = left.SelectMany(instance => instance.Resource.Annotations.OfType<WaitAnnotation>()).Select(wait => wait.Resource)
                .ToHashSet();
            var wave = left.Where(instance => !needed.Contains(instance.Resource)).ToList();
            wave = wave.Count > 0 ? wave : left; // they wait for each other in a circle
            await Task.WhenAll(wave.Select(instance => instance.EndAsync()));
            left = [.. left.Except(wave)];
        }

        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        await Task.WhenAll(_followers);
        LogStopped(logger);
    }

    private async Task AddAsync(IResource resource)
    {
        var server = resource.Annotations.OfType<NativeServer>().LastOrDefault();
        if (resource is IResourceWithParent child)
        {
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { State = KnownResourceStates.Waiting });
            _followers.Add(Task.Run(() => new ParentFollower(resource, child.Parent, _services).RunAsync(_ending.Token)));
            return;
        }

        if (server is null && resource is not ProjectResource)
        {
            return;
        }

        var replicas = resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;
        var endpoints = resource.Annotations.OfType<EndpointAnnotation>().ToList();
        var added = new List<Instance>();
        for (var number = 1; number <= replicas; number++)
        {
            var id = replicas == 1 ? resource.Name : $"{resource.Name}-{number.ToString(CultureInfo.InvariantCulture)}";
            var ports = endpoints.ToDictionary(
                endpoint => endpoint, endpoint => replicas == 1 ? endpoint.AllocatedEndpoint!.Port : Ports.TakeAny());
            added.Add(new Instance(
                resource,
                id,
                ports,
                server is null ? PrepareProjectAsync : (_, ct) => PrepareServerAsync(server, resource, ct),
                mayFinish: endpoints.Count == 0,
                _services));
            await notifications.PublishUpdateAsync(resource, id, snapshot => snapshot with
            {
                State = KnownResourceStates.NotStarted,
                CreationTimeStamp = clock.GetUtcNow().UtcDateTime,
            });
        }

        _instances.AddRange(added);
        if (replicas > 1)
        {
            _proxies.AddRange(endpoints.Select(endpoint => new TcpProxy(
                endpoint.AllocatedEndpoint!.Port, () => [.. added.Where(IsRunning).Select(instance => instance.PortOf(endpoint)!.Value)])));
        }
    }

    private bool IsRunning(Instance instance) =>
        notifications.TryGetCurrentState(instance.Id, out var state) && state.Snapshot.State?.Text == KnownResourceStates.Running;

    private Task<ProcessSpec> PrepareServerAsync(NativeServer server, IResource resource, CancellationToken cancellationToken)
    {
        var data = folder.For(resource.Name);
        if (!server.KeepsData && !folder.IsTemporary && !InstancesOf(resource).Any(HasRun) && Directory.Exists(data))
        {
            Directory.Delete(data, recursive: true);
        }

        Directory.CreateDirectory(data);
        return server.PrepareAsync(data, cancellationToken);
    }

    private bool HasRun(Instance instance) =>
        notifications.TryGetCurrentState(instance.Id, out var state) && state.Snapshot.StartTimeStamp is not null;

    private async Task<ProcessSpec> PrepareProjectAsync(Instance instance, CancellationToken cancellationToken)
    {
        var project = instance.Resource.Annotations.OfType<IProjectMetadata>().Single();
        var assembly = builds.AssemblyOf(project.ProjectPath);
        var arguments = new List<object>();
        foreach (var callback in instance.Resource.Annotations.OfType<CommandLineArgsCallbackAnnotation>())
        {
            callback.Callback(arguments);
        }

        var environment = await ProjectEnvironment.BuildAsync(instance, context, cancellationToken);
        return new ProcessSpec(
            BuildOutput.DotnetHost, ["exec", assembly, .. arguments.Select(argument => argument.ToString() ?? "")], environment)
        {
            WorkingDirectory = Path.GetDirectoryName(project.ProjectPath),
        };
    }

    [LoggerMessage(20, LogLevel.Warning, "Ended {Process}, which the last AppHost on this data folder had left running.")]
    private static partial void LogCleared(ILogger logger, string process);

    [LoggerMessage(22, LogLevel.Information, "Data: {Folder}")]
    private static partial void LogData(ILogger logger, string folder);

    [LoggerMessage(21, LogLevel.Information, "Everything is stopped.")]
    private static partial void LogStopped(ILogger logger);
}
