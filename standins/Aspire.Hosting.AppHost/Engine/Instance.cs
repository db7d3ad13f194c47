using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Engine;

/// <summary>
/// One process of a resource, kept running: waits for what it depends on, starts, is watched, and is started again with a growing
/// pause when it dies. Stop and start commands change what is wanted; the loop sees to it.
/// </summary>
internal sealed partial class Instance(
    IResource resource,
    string id,
    IReadOnlyDictionary<EndpointAnnotation, int> targetPorts,
    Func<Instance, CancellationToken, Task<ProcessSpec>> prepare,
    bool mayFinish,
    EngineServices services) : IDisposable
{
    /// <summary>Stands in environment values for the instance's id; replaced when it starts.</summary>
    public const string IdTemplate = "{{- .Name -}}";

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Steady = TimeSpan.FromSeconds(20);

    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _ending = new();
    private TaskCompletionSource _wanted = Signalled();
    private CancellationTokenSource? _attempt;
    private Task _loop = Task.CompletedTask;

    public IResource Resource { get; } = resource;

    public string Id { get; } = id;

    public int? PortOf(EndpointAnnotation endpoint) => targetPorts.TryGetValue(endpoint, out var port) ? port : null;

    public void Begin() => _loop = Task.Run(RunAsync);

    public void Dispose() => _ending.Dispose();

    /// <summary>Stops for good, at the AppHost's end.</summary>
    public async Task EndAsync()
    {
        await _ending.CancelAsync();
        await StopAsync(CancellationToken.None);
        await _loop;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            _wanted.TrySetResult();
        }

        return Task.CompletedTask;
    }

    /// <summary>Completes when the process is gone; it is not started again until told so.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _wanted = _wanted.Task.IsCompleted ? NotSignalled() : _wanted;
            _attempt?.Cancel();
        }

        await services.Notifications.WaitForResourceAsync(
            Resource.Name, update => update.ResourceId == Id
                && update.Snapshot.State?.Text is { } state
                && !IsActive(state), cancellationToken);
    }

    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await StopAsync(cancellationToken);
        await StartAsync(cancellationToken);
    }

    private static bool IsActive(string state) =>
        state == KnownResourceStates.Running
            || state == KnownResourceStates.Stopping
            || state == KnownResourceStates.Starting
            || state == KnownResourceStates.Waiting;

    private static TaskCompletionSource NotSignalled() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private static TaskCompletionSource Signalled()
    {
        var signal = NotSignalled();
        signal.SetResult();
        return signal;
    }

    private async Task RunAsync()
    {
        var pause = FirstPause;
        while (!_ending.IsCancellationRequested)
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(_ending.Token);
            try
            {
                await _wanted.Task.WaitAsync(_ending.Token);
                lock (_gate)
                {
                    _attempt = attempt;
                }

                var started = services.Clock.GetTimestamp();
                if (await RunOnceAsync(attempt.Token))
                {
                    lock (_gate)
                    {
                        _wanted = NotSignalled();
                    }

                    continue;
                }

                pause = services.Clock.GetElapsedTime(started) > Steady ? FirstPause : pause;
                await Task.Delay(pause, services.Clock, attempt.Token);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
            catch (OperationCanceledException)
            {
                pause = FirstPause;
                await PublishAsync(snapshot => snapshot.State?.Text is { } state && IsActive(state)
                    ? snapshot with { State = KnownResourceStates.Exited, StopTimeStamp = Now }
                    : snapshot);
            }
            finally
            {
                lock (_gate)
                {
                    _attempt = null;
                }
            }
        }
    }

    /// <summary>True when the process has done its work and is not to be started again.</summary>
    private async Task<bool> RunOnceAsync(CancellationToken cancellationToken)
    {
        ChildProcess process;
        ChildProcess? companion = null;
        try
        {
            await PublishAsync(snapshot => snapshot with
            {
                State = KnownResourceStates.Waiting,
                ExitCode = null,
                StopTimeStamp = null,
                HealthReports = [],
                ResourceReadyEvent = null,
            });
            await services.Notifications.WaitForDependenciesAsync(Resource, cancellationToken);
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.Starting });
            var spec = await prepare(this, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            companion = spec.Companion is null ? null : await services.Launcher.StartAsync(Id, spec.Companion);
            process = await services.Launcher.StartAsync(Id, spec);
            await PublishRunningAsync(process.Pid, spec);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever went wrong, it is this resource's failure to start: said, and tried again.
            await (companion?.StopAsync() ?? Task.CompletedTask);
            LogFailure(services.Logger, Id, exception.Message);
            services.Logs.Write(Id, exception.Message, isError: true);
            await PublishAsync(snapshot => snapshot with { State = KnownResourceStates.FailedToStart, StopTimeStamp = Now });
            return false;
        }

        using var watching = new CancellationTokenSource();
        var health = services.Health.WatchAsync(Resource, Id, this, watching.Token);
        await using var stopping = cancellationToken.Register(() => _ = StopProcessAsync(process));
        var exitCode = await process.Exited;
        await (companion?.StopAsync() ?? Task.CompletedTask);
        await watching.CancelAsync();
        await health.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

        var wasWanted = !cancellationToken.IsCancellationRequested;
        var finished = mayFinish && exitCode == 0 && wasWanted;
        if (wasWanted && !finished)
        {
            LogDeath(services.Logger, Id, exitCode);
        }

        await PublishAsync(snapshot => snapshot with
        {
            State = finished ? KnownResourceStates.Finished : KnownResourceStates.Exited,
            ExitCode = exitCode,
            StopTimeStamp = Now,
            ResourceReadyEvent = null,
        });
        return finished;
    }

    private async Task StopProcessAsync(ChildProcess process)
    {
        await PublishAsync(snapshot => snapshot.State?.Text == KnownResourceStates.Running
            ? snapshot with { State = KnownResourceStates.Stopping }
            : snapshot);
        await process.StopAsync();
    }

    private DateTime Now => services.Clock.GetUtcNow().UtcDateTime;

    private Task PublishRunningAsync(int pid, ProcessSpec spec) => PublishAsync(snapshot => snapshot with
    {
        State = KnownResourceStates.Running,
        StartTimeStamp = Now,
        HealthReports = [.. Resource.Annotations.OfType<HealthCheckAnnotation>()
            .Select(check => new HealthReportSnapshot(check.Key, null, null, null))],
        Properties =
        [
            new("executable.path", spec.FileName),
            new("executable.pid", pid),
            new("executable.args", string.Join(' ', spec.Arguments)),
        ],
        EnvironmentVariables = [.. spec.Environment.OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => new EnvironmentVariableSnapshot(variable.Key, variable.Value, EngineServices.IsFromModel(variable)))],
        Urls = [.. Resource.Annotations.OfType<EndpointAnnotation>().Where(endpoint => endpoint.AllocatedEndpoint is not null).Select(Url)],
    });

    private UrlSnapshot Url(EndpointAnnotation endpoint)
    {
        var url = new ResourceUrlAnnotation
        {
            Url = endpoint.AllocatedEndpoint!.UriString,
            Endpoint = new((IResourceWithEndpoints)Resource, endpoint.Name),
        };
        foreach (var change in Resource.Annotations.OfType<UrlCallbackAnnotation>().Where(change => change.EndpointName == endpoint.Name))
        {
            change.Callback(url);
        }

        return new UrlSnapshot(url.DisplayText ?? endpoint.Name, url.Url, IsInternal: !endpoint.IsExternal);
    }

    private Task PublishAsync(Func<CustomResourceSnapshot, CustomResourceSnapshot> change) =>
        services.Notifications.PublishUpdateAsync(Resource, Id, change);

    [LoggerMessage(10, LogLevel.Error, "{Resource} could not start: {Reason}")]
    private static partial void LogFailure(ILogger logger, string resource, string reason);

    [LoggerMessage(11, LogLevel.Warning, "{Resource} died with exit code {ExitCode}; it will be started again.")]
    private static partial void LogDeath(ILogger logger, string resource, int exitCode);
}
