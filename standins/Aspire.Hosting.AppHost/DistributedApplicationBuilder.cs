using System.Reflection;
using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Dashboard;
using Aspire.Hosting.Engine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting;

public partial class DistributedApplicationBuilder : IDistributedApplicationBuilder, IKeepsSecrets
{
    private readonly HostApplicationBuilder _host;
    private readonly TestRun? _test = TestRun.Current;
    private readonly DistributedApplicationOptions _options;

    public DistributedApplicationBuilder(string[] args)
        : this(new DistributedApplicationOptions { Args = args })
    {
    }

    public DistributedApplicationBuilder(DistributedApplicationOptions options)
    {
        var settings = new HostApplicationBuilderSettings { Args = options.Args };
        _test?.Creating(options, settings);
        _options = options;

        AppHostAssembly = _test?.AppHostAssembly
            ?? (options.AssemblyName is { } name ? Assembly.Load(name) : Assembly.GetEntryAssembly());
        AppHostDirectory = options.ProjectDirectory ?? BuildOutput.AppHostDirectory(AppHostAssembly) ?? Directory.GetCurrentDirectory();
        settings.ContentRootPath ??= AppHostDirectory;
        settings.Args = options.Args;
        _host = new HostApplicationBuilder(settings);

        ExecutionContext = new(IsPublish(Configuration) ? DistributedApplicationOperation.Publish : DistributedApplicationOperation.Run);
        Secrets = new SecretStore(DataFolder.Choose(Configuration, AppHostDirectory, _test));
    }

    public ConfigurationManager Configuration => _host.Configuration;

    public string AppHostDirectory { get; }

    public Assembly? AppHostAssembly { get; }

    public IHostEnvironment Environment => _host.Environment;

    public IServiceCollection Services => _host.Services;

    public DistributedApplicationExecutionContext ExecutionContext { get; }

    public IResourceCollection Resources { get; } = new ResourceCollection();

    internal SecretStore Secrets { get; }

    SecretStore IKeepsSecrets.Secrets => Secrets;

    public IResourceBuilder<T> AddResource<T>(T resource)
        where T : IResource
    {
        if (!NamePattern().IsMatch(resource.Name))
        {
            throw new ArgumentException(
                $"Resource name '{resource.Name}' is invalid. Name must start with an ASCII letter"
                + " and contain only ASCII letters, digits, and single hyphens.",
                nameof(resource));
        }

        Resources.Add(resource);
        return CreateResourceBuilder(resource);
    }

    public IResourceBuilder<T> CreateResourceBuilder<T>(T resource)
        where T : IResource => new ResourceBuilder<T>(this, resource);

    public DistributedApplication Build()
    {
        _test?.Building(this);
        if (ExecutionContext.IsPublishMode)
        {
            throw new NotSupportedException(
                "Publishing needs the real Aspire packages; these are stand-ins that only run (standins/README.md)."
                + " Build with UseStandIns=false.");
        }

        AddEngine();
        var app = new DistributedApplication(_host.Build()) { RunByTest = _test is not null };
        _test?.Built(app);
        return app;
    }

    private void AddEngine()
    {
        var dashboard = !_options.DisableDashboard;
        Services.TryAddSingleton(TimeProvider.System);
        Services.AddSingleton(ExecutionContext);
        Services.AddSingleton(new DistributedApplicationModel(Resources));
        Services.AddSingleton(new ResourceNotificationService
        {
            DefaultWaitBehavior = dashboard ? WaitBehavior.WaitOnResourceUnavailable : WaitBehavior.StopOnResourceUnavailable,
        });
        Services.AddSingleton<ResourceLoggerService>();
        Services.AddSingleton(services => new ResourceCommandService(services.GetRequiredService<Orchestrator>()));
        Services.AddSingleton(Secrets.Folder);
        Services.AddSingleton(_test ?? new TestRun());
        Services.AddSingleton(BuildOutput.Of(AppHostAssembly));
        Services.AddSingleton<ProcessLauncher>();
        Services.AddSingleton<HealthMonitor>();
        Services.AddSingleton<Orchestrator>();
        Services.AddHealthChecks();
        if (dashboard)
        {
            Services.AddSingleton(Secrets);
            Services.AddSingleton<SecretMask>();
            Services.AddSingleton<TelemetryStore>();
            Services.AddSingleton<DashboardApi>();
            Services.AddHostedService<DashboardHost>();
        }

        Services.AddHostedService(services => services.GetRequiredService<Orchestrator>());
        if (_test is null)
        {
            Services.AddHostedService<ParentWatch>();
        }

        Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(60));
        _host.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
        _host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None); // unhealthy is how everything begins
        _host.Logging.AddSimpleConsole(console => console.SingleLine = true);
    }

    private static bool IsPublish(ConfigurationManager configuration) =>
        configuration["publisher"] is not null || configuration["Publishing:Publisher"] is not null
        || string.Equals(configuration["operation"], "publish", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex("^[A-Za-z](-?[A-Za-z0-9])*$")]
    private static partial Regex NamePattern();
}
