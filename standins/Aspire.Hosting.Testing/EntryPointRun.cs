using System.Reflection;
using Aspire.Hosting.Engine;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>The AppHost's entry point on a thread of its own, held where it builds until the test says so.</summary>
internal sealed class EntryPointRun : TestRun
{
    private readonly Type _entryPoint;
    private readonly string[] _args;
    private readonly Action<DistributedApplicationOptions, HostApplicationBuilderSettings> _configure;
    private readonly TaskCompletionSource<DistributedApplicationBuilder> _building = New<DistributedApplicationBuilder>();
    private readonly TaskCompletionSource<DistributedApplication> _built = New<DistributedApplication>();
    private readonly TaskCompletionSource<bool> _mayBuild = New<bool>();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public EntryPointRun(
        Type entryPoint, string[] args, Action<DistributedApplicationOptions, HostApplicationBuilderSettings> configure)
    {
        _entryPoint = entryPoint;
        _args = args;
        _configure = configure;
        AppHostAssembly = entryPoint.Assembly;
        RandomizePorts = true;
    }

    public override Task Ended => _ended.Task;

    public async Task<IDistributedApplicationTestingBuilder> BeginAsync(CancellationToken cancellationToken)
    {
        var main = _entryPoint.Assembly.EntryPoint
            ?? throw new InvalidOperationException($"Assembly of specified type {_entryPoint.Name} does not have an entry point.");
        new Thread(() => Run(main)) { IsBackground = true, Name = "AppHost" }.Start();
        var builder = await _building.Task.WaitAsync(cancellationToken);
        return new TestingBuilder(builder, this);
    }

    public Task<DistributedApplication> ContinueAsync(CancellationToken cancellationToken)
    {
        _mayBuild.TrySetResult(true);
        return _built.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Ends the entry point: quietly when it was never built, else by letting its Run return.</summary>
    public void End()
    {
        _mayBuild.TrySetResult(false);
        _ended.TrySetResult();
    }

    public override void Creating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
        options.Args = [.. options.Args ?? [], .. _args];
        options.DisableDashboard = true;
        options.AllowUnsecuredTransport = true;
        settings.EnvironmentName = LaunchEnvironment();
        _configure(options, settings);
    }

    public override void Building(DistributedApplicationBuilder builder)
    {
        _building.TrySetResult(builder);
        if (!_mayBuild.Task.GetAwaiter().GetResult())
        {
            throw new OperationCanceledException("The test did not build the application.");
        }
    }

    public override void Built(DistributedApplication app) => _built.TrySetResult(app);

    private static TaskCompletionSource<T> New<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private string? LaunchEnvironment() =>
        BuildOutput.AppHostDirectory(AppHostAssembly) is { } directory && LaunchProfile.Of(directory, null, null) is var (_, profile)
            && profile.EnvironmentVariables?.TryGetValue("DOTNET_ENVIRONMENT", out var name) == true ? name : null;

#pragma warning disable CA1031 // Whatever the entry point throws is the test's to see.
    private void Run(MethodInfo main)
    {
        Current = this;
        try
        {
            var result = main.Invoke(null, main.GetParameters().Length == 0 ? [] : [Array.Empty<string>()]);
            (result as Task)?.GetAwaiter().GetResult();
            Fail(new InvalidOperationException("The entry point exited without building a DistributedApplication."));
        }
        catch (Exception exception)
        {
            Fail(exception is TargetInvocationException { InnerException: { } inner } ? inner : exception);
        }
    }
#pragma warning restore CA1031

    private void Fail(Exception exception)
    {
        _building.TrySetException(exception);
        _built.TrySetException(exception);
        _ = _building.Task.Exception;
        _ = _built.Task.Exception;
    }
}
