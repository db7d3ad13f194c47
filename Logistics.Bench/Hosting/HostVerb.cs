using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;

namespace Logistics.Bench.Hosting;

/// <summary>
/// Runs the AppHost's system for the bench, in a process of its own so that what it costs is not counted as the load's: on free ports, with
/// data that goes with it, traces exported at production's sampling, and mail sent to a server that takes everything. It differs from what
/// <c>./logistics up</c> runs in nothing else. Obeys commands on standard input; ends when that ends.
/// </summary>
internal static class HostVerb
{
    public const string Name = "host";

    private static readonly TimeSpan StartLimit = TimeSpan.FromMinutes(3);
    public static IReadOnlyList<string> Services { get; } = ["identity", "shipments", "tracking", "notifications", "gateway"];
    private static readonly string[] Servers = ["postgres", "messaging", "cache"];

    public static async Task<int> RunAsync(string demoPassword, bool mailToSmtp, CancellationToken cancellationToken)
    {
        await using var telemetry = await TelemetrySink.StartAsync(cancellationToken);
        await using var mail = new SmtpSink();
        string[] smtp = mailToSmtp ? ["--Smtp:Host=127.0.0.1", $"--Smtp:Port={mail.Port}", "--Smtp:Security=None"] : [];

        var started = Stopwatch.GetTimestamp();
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Logistics_AppHost>(
            [$"--Parameters:demo-password={demoPassword}", .. smtp], cancellationToken);
        foreach (var service in builder.Resources.OfType<ProjectResource>())
        {
            builder.CreateResourceBuilder(service)
                .WithEnvironment("OTEL_EXPORTER_OTLP_ENDPOINT", telemetry.Address)
                .WithEnvironment("OTEL_TRACES_SAMPLER", "parentbased_traceidratio")
                .WithEnvironment("OTEL_TRACES_SAMPLER_ARG", "0.1")
                .WithEnvironment("Gateway__RateLimits__Address__Permits", "100000000")
                .WithEnvironment("Gateway__RateLimits__Caller__Permits", "100000000")
                .WithEnvironment("Gateway__RateLimits__OpenStreams", "100000000")
                .WithEnvironment("Gateway__RateLimits__TrackingMisses__Permits", "100000000");
        }

        await using var app = await builder.BuildAsync(cancellationToken);
        await app.StartAsync(cancellationToken);
        foreach (var service in Services)
        {
            await app.ResourceNotifications.WaitForResourceHealthyAsync(service, WaitBehavior.WaitOnResourceUnavailable, cancellationToken)
                .WaitAsync(StartLimit, cancellationToken);
        }

        var system = await DescribeAsync(app, demoPassword, Stopwatch.GetElapsedTime(started), cancellationToken);
        Tell(system);
        while (await Console.In.ReadLineAsync(cancellationToken) is { } command)
        {
            await ObeyAsync(app, command.Split(' '), cancellationToken);
            Tell(system with { ProcessIds = ProcessIds(app) });
        }

        return 0;
    }

    private static void Tell(SystemUnderTest system) =>
        Console.WriteLine(ChildVerb.Mark + JsonSerializer.Serialize(system, HostingJson.Default.SystemUnderTest));

    /// <summary><c>kill messaging</c>: at once, and it stays away. <c>start messaging</c>: and wait until it is healthy.</summary>
    private static async Task ObeyAsync(DistributedApplication app, string[] command, CancellationToken cancellationToken)
    {
        var resource = command[1];
        switch (command[0])
        {
            case "kill":
                if (ProcessIds(app).TryGetValue(resource, out var pid))
                {
                    using var process = Process.GetProcessById(pid);
                    process.Kill(entireProcessTree: true);
                }

                await app.ResourceCommands.ExecuteCommandAsync(resource, KnownResourceCommands.StopCommand, cancellationToken);
                break;
            case "start":
                await app.ResourceCommands.ExecuteCommandAsync(resource, KnownResourceCommands.StartCommand, cancellationToken);
                await app.ResourceNotifications.WaitForResourceHealthyAsync(
                    resource, WaitBehavior.WaitOnResourceUnavailable, cancellationToken);
                break;
            default:
                throw new ArgumentException($"Unknown command: {string.Join(' ', command)}", nameof(command));
        }
    }

    private static async Task<SystemUnderTest> DescribeAsync(
        DistributedApplication app, string demoPassword, TimeSpan start, CancellationToken cancellationToken)
    {
        var connectionStrings = new Dictionary<string, string>();
        foreach (var name in SystemUnderTest.ConnectionNames)
        {
            if (await app.GetConnectionStringAsync(name, cancellationToken) is { } connectionString)
            {
                connectionStrings[name] = connectionString;
            }
        }

        return new(app.GetEndpoint("gateway", "http"), demoPassword, connectionStrings, ProcessIds(app), start.TotalSeconds);
    }

    /// <summary>Containers have none on this machine.</summary>
    private static Dictionary<string, int> ProcessIds(DistributedApplication app)
    {
        var pids = new Dictionary<string, int> { ["bench host"] = Environment.ProcessId };
        foreach (var resource in Services.Concat(Servers))
        {
            if (app.ResourceNotifications.TryGetCurrentState(resource, out var state)
                && state.Snapshot.Properties.FirstOrDefault(property => property.Name == "executable.pid")?.Value is { } pid)
            {
                pids[resource] = Convert.ToInt32(pid, CultureInfo.InvariantCulture);
            }
        }

        return pids;
    }
}
