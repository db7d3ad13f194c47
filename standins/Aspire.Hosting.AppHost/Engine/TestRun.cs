using System.Reflection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Engine;

/// <summary>
/// The seam between an AppHost's entry point and a test that runs it: while the entry point runs on the test's thread of execution,
/// the builder that it creates asks here what to change, and stops here before it builds.
/// </summary>
internal class TestRun
{
    private static readonly AsyncLocal<TestRun?> Ambient = new();

    public static TestRun? Current { get => Ambient.Value; set => Ambient.Value = value; }

    public Assembly? AppHostAssembly { get; init; }

    /// <summary>All ports are free ones, whatever the model asks for.</summary>
    public bool RandomizePorts { get; init; }

    /// <summary>Completes when the test is done with the application.</summary>
    public virtual Task Ended => Task.CompletedTask;

    public virtual void Creating(DistributedApplicationOptions options, HostApplicationBuilderSettings settings)
    {
    }

    public virtual void Building(DistributedApplicationBuilder builder)
    {
    }

    public virtual void Built(DistributedApplication app)
    {
    }
}
